import * as abis from "@audifi/contracts/abi";
import { DeploymentMissingError, loadDeployment } from "@audifi/contracts/addresses";
import type { Hex } from "#lib/format/network.ts";

/** Contracts that integrators read or call, and what each is for. */
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
} as const;

export type DocumentedContract = keyof typeof CONTRACTS;

export interface ContractRow {
  readonly name: DocumentedContract;
  readonly purpose: string;
  /** Null where nothing is deployed. */
  readonly address: Hex | null;
  readonly startBlock: number | null;
}

const NAMES = Object.keys(CONTRACTS) as DocumentedContract[];

export function abiOf(name: string): readonly unknown[] | null {
  const known = NAMES.find((candidate) => candidate === name);
  return known ? CONTRACTS[known].abi : null;
}

async function deployedContracts(directory: string | null, chainId: number) {
  if (directory === null) return null;
  try {
    return (await loadDeployment(directory, chainId)).contracts;
  } catch (error) {
    if (error instanceof DeploymentMissingError) return null;
    throw error;
  }
}

/** The contracts with their addresses on one network. */
export async function listContracts(
  directory: string | null,
  chainId: number,
): Promise<readonly ContractRow[]> {
  const deployed = await deployedContracts(directory, chainId);
  return NAMES.map((name) => ({
    name,
    purpose: CONTRACTS[name].purpose,
    address: deployed?.[name].address ?? null,
    startBlock: deployed?.[name].startBlock ?? null,
  }));
}
