import * as abis from "@audifi/contracts/abi";
import {
  type ContractName,
  type Deployment,
  DeploymentMissingError,
  loadDeployment,
} from "@audifi/contracts/addresses";
import type { Hex } from "#lib/format/network.ts";

/** Everything a deployment has, and what each is for. */
const CONTRACTS = {
  MasterRegistry: {
    abi: abis.masterRegistryAbi,
    purpose: "Artists and masters; deploys the shares of each master.",
  },
  MasterShares: {
    abi: abis.masterSharesAbi,
    purpose: "The code of shares. Each master has an instance of its own, whose address is the master's id.",
  },
  DividendVault: { abi: abis.dividendVaultAbi, purpose: "Takes revenue and pays dividends." },
  ShareRenderer: { abi: abis.shareRendererAbi, purpose: "Makes the metadata of shares." },
  ShareMarket: {
    abi: abis.shareMarketAbi,
    purpose: "Listings and offers of shares; always pays the tier's royalty.",
  },
  StudioSessions: {
    abi: abis.studioSessionsAbi,
    purpose: "Studio sessions: who may vote, what was counted and what is locked.",
  },
  CoinLauncher: {
    abi: abis.coinLauncherAbi,
    purpose: "Launches an artist's coin, with its pool, vesting and staking.",
  },
  ArtistCoin: {
    abi: abis.artistCoinAbi,
    purpose: "The code of coins. Each artist's coin is an instance of its own.",
  },
  ArtistVesting: { abi: abis.artistVestingAbi, purpose: "The code of what holds an artist's coins back." },
  CoinStaking: { abi: abis.coinStakingAbi, purpose: "The code of coin staking, one instance for each coin." },
  CoinGrants: { abi: abis.coinGrantsAbi, purpose: "Coins that holders of shares may claim." },
  LiquidityLocker: {
    abi: abis.liquidityLockerAbi,
    purpose: "Holds the Uniswap positions of coins for ever, and collects their fees.",
  },
  ArtistGovernor: {
    abi: abis.artistGovernorAbi,
    purpose: "The code of an artist's DAO: proposals and votes.",
  },
  ArtistTreasury: { abi: abis.artistTreasuryAbi, purpose: "The code of a DAO's treasury." },
  Switchboard: { abi: abis.switchboardAbi, purpose: "Pause clock, known markets and validators." },
  AccessManager: {
    abi: abis.accessManagerAbi,
    purpose: "Roles and delays of everything that can be changed.",
  },
} as const satisfies Record<ContractName, { abi: readonly unknown[]; purpose: string }>;

export interface ContractRow {
  readonly name: ContractName;
  readonly purpose: string;
  /** Null where nothing is deployed. */
  readonly address: Hex | null;
  readonly startBlock: number | null;
}

export interface SurroundingRow {
  readonly name: string;
  readonly purpose: string;
  readonly address: Hex;
}

const NAMES = Object.keys(CONTRACTS) as ContractName[];

export function abiOf(name: string): readonly unknown[] | null {
  const known = NAMES.find((candidate) => candidate === name);
  return known ? CONTRACTS[known].abi : null;
}

/** What a deployment wrote down; null where nothing is deployed. */
export async function readWholeDeployment(
  directory: string | null,
  chainId: number,
): Promise<Deployment | null> {
  if (directory === null) return null;
  try {
    return await loadDeployment(directory, chainId);
  } catch (error) {
    if (error instanceof DeploymentMissingError) return null;
    throw error;
  }
}

/** The contracts with their addresses on one network. */
export function listContracts(deployed: Deployment | null): readonly ContractRow[] {
  return NAMES.map((name) => ({
    name,
    purpose: CONTRACTS[name].purpose,
    address: deployed?.contracts[name].address ?? null,
    startBlock: deployed?.contracts[name].startBlock ?? null,
  }));
}

/** Contracts of others that ours are run by, paid in or built on. */
export function listSurroundings({
  safe,
  currencies,
  weth,
  nativeCurrency,
  validators,
  uniswap,
}: Deployment): readonly SurroundingRow[] {
  return [
    { name: "Safe", purpose: "The multisig that holds the roles of the AccessManager.", address: safe },
    ...currencies.map(({ address, symbol, decimals }) => ({
      ...{ name: symbol, address },
      purpose: `A currency of masters, ${decimals} decimals.`,
    })),
    {
      name: `Wrapped ${nativeCurrency.symbol}`,
      purpose: "What artists' coins are traded against.",
      address: weth,
    },
    ...validators.map(({ address, name }) => ({
      ...{ name, address },
      purpose: "A transfer validator that artists may choose.",
    })),
    {
      name: "Uniswap V3 factory",
      purpose: "Made the pools of artists' coins.",
      address: uniswap.factory,
    },
    { name: "Uniswap V3 router", purpose: "Swaps coins.", address: uniswap.swapRouter },
  ];
}
