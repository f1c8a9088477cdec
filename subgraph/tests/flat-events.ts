import { parseAbiItem } from "viem";

import type { Deployment } from "../scripts/build.ts";
import { compile } from "../scripts/compile.ts";
import { composeManifest, CONTRACTS, PLACEHOLDER, readAbi } from "../scripts/manifest.ts";

/** Stand for the events that carry structs, which `gnd test` cannot encode; see `src/testing/flat-events.ts`. */
const FLAT_EVENTS: Record<string, string[]> = {
  MasterRegistry: [
    "ArtistRegisteredFlat(uint64 indexed artistId, address indexed account, string name, bytes32 digest, uint16 codec)",
    "ArtistUpdatedFlat(uint64 indexed artistId, string name, bytes32 digest, uint16 codec)",
    "MasterRegisteredFlat(uint64 indexed masterId, uint64 indexed artistId, address indexed shares, string title, " +
      "bytes32 audio, uint16 audioCodec, bytes32 cover, uint16 coverCodec, bytes32 metadata, uint16 metadataCodec, " +
      "address currency, uint96 price, uint24 totalShares, uint24 publicShares, uint24 walletCap, uint40 start, " +
      "uint40 end, uint40 presaleStart, bytes32 presaleRoot, uint16 tier1, uint16 tier2, uint16 tier3, uint16 tier4, " +
      "uint16 moverShare, bytes32 presaleList, uint16 presaleListCodec, address transferValidator, " +
      "uint64 studioSession, uint16 platformFee, uint32 version)",
  ],
  CoinLauncher: [
    "CoinLaunchedFlat(uint64 indexed artistId, address indexed coin, address indexed shares, address launchedCoin, " +
      "address staking, address vesting, address pool, address treasury, uint128 openingPrice, uint160 sqrtPriceX96, " +
      "uint256 coinPosition, uint256 coinAmount, uint256 nativePosition, uint256 nativeAmount, uint256 reserve, " +
      "string name, string symbol, uint128 price, uint128 minNative, bytes32 salt)",
    "DaoDeployedFlat(uint64 indexed artistId, address indexed governor, address indexed treasury, " +
      "uint256 timelockDelay, uint48 votingDelay, uint32 votingPeriod, uint48 lateExtension, uint16 threshold, " +
      "uint16 quorum)",
  ],
  StudioSessions: [
    "SessionCreatedFlat(uint64 indexed session, uint64 indexed artistId, address indexed artist, string title, " +
      "bytes32 draft, uint16 draftCodec, bytes32 details, uint16 detailsCodec, uint8 gates, bool needsAll, " +
      "uint128 coinUnit)",
    "OptionAddedFlat(uint64 indexed session, uint8 indexed decision, uint8 option, string label, bytes32 content, " +
      "uint16 codec)",
    "OptionSubmittedFlat(uint64 indexed session, uint8 indexed decision, address indexed producer, " +
      "uint32 submission, string label, bytes32 content, uint16 codec)",
    "SessionOpenedFlat(uint64 indexed session, uint40 closesAt, uint64 blockNumber, bytes32 blockHash, uint40 time, " +
      "address receiptSigner, address publisher)",
    "BallotsPublishedFlat(uint64 indexed session, uint8 publication, bytes32 root, uint32 count, bytes32 ballots, " +
      "uint16 codec, uint64[] tallies)",
    "SessionLockedFlat(uint64 indexed session, bytes32 audio, uint16 codec, uint8[] choices, uint8 outcome)",
  ],
  DividendVault: [
    "RevenueDepositedFlat(address indexed master, address indexed payer, uint256 amount, uint256 artistAmount, " +
      "uint8 source, uint40 periodStart, uint40 periodEnd, bytes32 digest, uint16 codec)",
  ],
};

interface AbiEvent {
  name: string;
  inputs: { type: string; indexed?: boolean }[];
}

const handlerOf = (event: AbiEvent): string => {
  const inputs = event.inputs.map(({ type, indexed }) => `${indexed ? "indexed " : ""}${type}`);
  return `        - event: ${event.name}(${inputs.join(",")})\n          handler: handle${event.name}\n`;
};

/** Compiles the subgraph with the flat events added, for one deployment; returns the folder of the result. */
export const buildWithFlatEvents = (deployment: Deployment, currencies: string): string => {
  let manifest = composeManifest()
    .replaceAll("../src/index.ts", "../src/testing/index.ts")
    .replaceAll(PLACEHOLDER.network, "localhost")
    .replaceAll(PLACEHOLDER.wrappedNative, JSON.stringify(deployment.weth))
    .replaceAll(PLACEHOLDER.currencies, JSON.stringify(currencies));
  const abis = CONTRACTS.map((source, index) => {
    const flat = (FLAT_EVENTS[source.name] ?? []).map(
      (text) => parseAbiItem(`event ${text}`) as unknown as AbiEvent,
    );
    const contract = deployment.contracts[source.name];
    if (contract) manifest = manifest.replaceAll(PLACEHOLDER.address(index), contract.address);
    manifest = manifest.replaceAll(String(PLACEHOLDER.startBlock(index)), "0");
    const start = manifest.indexOf(`    name: ${source.name}\n`);
    const handlers = manifest.indexOf("      eventHandlers:\n", start) + "      eventHandlers:\n".length;
    manifest = manifest.slice(0, handlers) + flat.map(handlerOf).join("") + manifest.slice(handlers);
    return JSON.stringify([...readAbi(source), ...flat.map((event) => ({ ...event, anonymous: false }))]);
  });
  return compile(manifest, abis);
};
