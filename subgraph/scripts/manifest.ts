import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

interface AbiParameter {
  type: string;
  indexed?: boolean;
  components?: AbiParameter[];
}

interface AbiEvent {
  type: string;
  name: string;
  inputs: AbiParameter[];
}

export interface ContractSource {
  /** Name of the data source, of its ABI and in `deployment.contracts`. */
  name: string;
  abiFile: () => string;
  isTemplate: boolean;
  events: string[];
  /** Tells its handlers from those of other contracts' events of the same name. */
  prefix?: string;
}

const ARTIFACTS = new URL("../../contracts/artifacts/contracts/src/", import.meta.url);
const artifact = (path: string) => () => fileURLToPath(new URL(path, ARTIFACTS));

export const CONTRACTS: ContractSource[] = [
  {
    name: "MasterRegistry",
    abiFile: artifact("masters/IMasterRegistry.sol/IMasterRegistry.json"),
    isTemplate: false,
    events: [
      ...[
        "ArtistRegistered",
        "ArtistUpdated",
        "ArtistTransferStarted",
        "ArtistTransferred",
        "ArtistFlagsSet",
      ],
      ...["MasterRegistered", "MasterFlagsSet", "CurrencySet", "PlatformFeeSet", "FeeRecipientSet"],
      ...["SharesImplementationSet", "CoinLauncherSet"],
    ],
  },
  {
    name: "DividendVault",
    abiFile: artifact("revenue/IDividendVault.sol/IDividendVault.json"),
    isTemplate: false,
    events: ["RevenueDeposited", "DividendsClaimed", "DividendsRedirected", "ArtistCreditClaimed"],
  },
  {
    name: "Switchboard",
    abiFile: artifact("access/ISwitchboard.sol/ISwitchboard.json"),
    isTemplate: false,
    events: ["PauseStarted", "PauseEnded", "MarketSet", "ValidatorSet"],
  },
  {
    name: "ShareMarket",
    abiFile: artifact("market/IShareMarket.sol/IShareMarket.json"),
    isTemplate: false,
    events: [
      ...["ShareListed", "ListingUpdated", "ListingCancelled", "ShareSold", "OfferMade", "OfferCancelled"],
      ...["PaymentCredited", "CreditsWithdrawn", "ArtistCreditsWithdrawn", "MarketFeesWithdrawn"],
    ],
  },
  {
    name: "StudioSessions",
    abiFile: artifact("studio/IStudioSessions.sol/IStudioSessions.json"),
    isTemplate: false,
    events: [
      ...["SessionCreated", "DecisionAdded", "OptionAdded", "OptionSubmitted", "SubmissionAccepted"],
      ...["SessionOpened", "SessionCancelled", "BallotCast", "BallotsPublished", "PublicationContested"],
      ...["DecisionOverridden", "ProducerCredited", "SessionLocked", "ProducerSet"],
      ...["BountyFunded", "BountySettled", "BountiesWithdrawn"],
    ],
  },
  {
    name: "AccessManager",
    abiFile: () => require.resolve("@openzeppelin/contracts/build/contracts/IAccessManager.json"),
    isTemplate: false,
    events: [
      ...["OperationScheduled", "OperationExecuted", "OperationCanceled"],
      ...["RoleGranted", "RoleRevoked", "RoleLabel"],
    ],
  },
  {
    name: "CoinLauncher",
    abiFile: artifact("coin/ICoinLauncher.sol/ICoinLauncher.json"),
    isTemplate: false,
    events: ["CoinLaunched", "DaoDeployed"],
  },
  {
    name: "CoinGrants",
    abiFile: artifact("coin/ICoinGrants.sol/ICoinGrants.json"),
    isTemplate: false,
    events: ["GrantOpened", "GrantClaimed", "GrantSwept"],
  },
  {
    name: "LiquidityLocker",
    abiFile: artifact("coin/ILiquidityLocker.sol/ILiquidityLocker.json"),
    isTemplate: false,
    events: ["PositionLocked", "FeesCollected", "ArtistPaid", "TreasuryPaid"],
  },
  {
    name: "ArtistCoin",
    abiFile: artifact("coin/ArtistCoin.sol/ArtistCoin.json"),
    isTemplate: true,
    events: ["Transfer", "DelegateChanged", "DelegateVotesChanged"],
    prefix: "Coin",
  },
  {
    name: "CoinStaking",
    abiFile: artifact("staking/ICoinStaking.sol/ICoinStaking.json"),
    isTemplate: true,
    events: [
      ...["Staked", "Unstaked", "PositionExpired", "RewardsClaimed", "RewardsCompounded"],
      ...["RewardsStreamed", "VotesChanged", "ReserveFunded", "RateFactorSet", "CapSet"],
    ],
  },
  {
    name: "ArtistVesting",
    abiFile: artifact("coin/ArtistVesting.sol/ArtistVesting.json"),
    isTemplate: true,
    events: ["ERC20Released"],
  },
  {
    name: "ArtistGovernor",
    abiFile: artifact("governance/ArtistGovernor.sol/ArtistGovernor.json"),
    isTemplate: true,
    events: [
      ...["ProposalCreated", "ProposalExtended", "ProposalQueued", "ProposalExecuted", "ProposalCanceled"],
      ...["VoteCast", "VoteCastWithParams", "VotingDelaySet", "VotingPeriodSet", "ProposalThresholdSet"],
      ...["QuorumNumeratorUpdated", "LateQuorumVoteExtensionSet"],
    ],
  },
  {
    name: "ArtistTreasury",
    abiFile: artifact("governance/ArtistTreasury.sol/ArtistTreasury.json"),
    isTemplate: true,
    events: ["CallScheduled", "CallExecuted", "Cancelled", "MinDelayChange"],
    prefix: "Treasury",
  },
  {
    name: "UniswapV3Pool",
    abiFile: () =>
      require.resolve("@uniswap/v3-core/artifacts/contracts/UniswapV3Pool.sol/UniswapV3Pool.json"),
    isTemplate: true,
    events: ["Mint", "Swap", "Collect", "CollectProtocol", "Flash"],
    prefix: "Pool",
  },
  {
    name: "MasterShares",
    abiFile: artifact("masters/IMasterShares.sol/IMasterShares.json"),
    isTemplate: true,
    events: [
      ...["Transfer", "OfferingExtended", "OfferingClosed", "ProceedsWithdrawn", "FeesWithdrawn"],
      ...["Locked", "Unlocked", "UnstakeRequested", "TransferValidatorUpdated"],
      ...["Approval", "ApprovalForAll"],
    ],
  },
];

const DOCUMENTS = ["MasterMetadata", "ArtistProfile", "StatementDocument"];

/** Events alone: no handler calls the chain, and parameters of functions may be words that AssemblyScript reserves. */
export const readAbi = (source: ContractSource): unknown[] => {
  const { abi } = JSON.parse(readFileSync(source.abiFile(), "utf8")) as { abi: { type: string }[] };
  return abi.filter(({ type }) => type === "event");
};

const typeOf = ({ type, components }: AbiParameter): string =>
  components ? `(${components.map(typeOf).join(",")})${type.slice("tuple".length)}` : type;

/** As graph-node wants it: `Transfer(indexed address,indexed address,indexed uint256)`. */
const signatureOf = (source: ContractSource, name: string): string => {
  const event = (readAbi(source) as AbiEvent[]).find(
    (entry) => entry.type === "event" && entry.name === name,
  );
  if (!event) throw new Error(`the ABI of ${source.name} has no event ${name}`);
  const inputs = event.inputs.map((input) => `${input.indexed ? "indexed " : ""}${typeOf(input)}`);
  return `${name}(${inputs.join(",")})`;
};

/** What stands in the cached build where a deployment's own values go. Each occurs nowhere else in a manifest. */
export const PLACEHOLDER = {
  network: "placeholder-network",
  currencies: "placeholder-currencies",
  wrappedNative: "placeholder-wrapped-native",
  address: (index: number) => `0x${"0".repeat(30)}${"abcdef".slice(0, 6)}${String(index).padStart(4, "0")}`,
  startBlock: (index: number) => 987_650_000 + index,
};

const eventHandlers = (source: ContractSource) =>
  source.events.map(
    (name) =>
      `        - event: ${signatureOf(source, name)}\n          handler: handle${source.prefix ?? ""}${name}`,
  );

const contractYaml = (source: ContractSource, index: number): string => `  - kind: ethereum
    name: ${source.name}
    network: ${PLACEHOLDER.network}
    source:
      abi: ${source.name}${
        source.isTemplate
          ? ""
          : `
      address: "${PLACEHOLDER.address(index)}"
      startBlock: ${PLACEHOLDER.startBlock(index)}
    context:
      currencies:
        type: String
        data: ${PLACEHOLDER.currencies}
      wrappedNative:
        type: String
        data: ${PLACEHOLDER.wrappedNative}`
      }
    mapping:
      kind: ethereum/events
      apiVersion: 0.0.9
      language: wasm/assemblyscript
      file: ../src/index.ts
      entities: [Master]
      abis:
        - name: ${source.name}
          file: ./abis/${source.name}.json
      eventHandlers:
${eventHandlers(source).join("\n")}
`;

const documentYaml = (name: string): string => `  - kind: file/ipfs
    name: ${name}
    mapping:
      kind: ethereum/events
      apiVersion: 0.0.9
      language: wasm/assemblyscript
      file: ../src/index.ts
      handler: handle${name}
      entities: [${name}]
      abis:
        - name: MasterRegistry
          file: ./abis/MasterRegistry.json
`;

/** The manifest with placeholders, with paths relative to `subgraph/generated`. */
export const composeManifest = (): string => {
  const contracts = CONTRACTS.map((source, index) => ({ source, yaml: contractYaml(source, index) }));
  const part = (isTemplate: boolean) =>
    contracts.filter(({ source }) => source.isTemplate === isTemplate).map(({ yaml }) => yaml);
  return `specVersion: 1.3.0
description: AudiFi, masters, shares, revenue, dividends and resale
features:
  - fullTextSearch
indexerHints:
  prune: never
schema:
  file: ../schema.graphql
dataSources:
${part(false).join("")}templates:
${part(true).join("")}${DOCUMENTS.map(documentYaml).join("")}`;
};
