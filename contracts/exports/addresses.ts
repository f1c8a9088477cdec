/** What a deployment wrote down, and how to read it back. */
import type { Address, Hex } from "viem";

export type ContractName =
  | "AccessManager"
  | "ArtistCoin"
  | "ArtistGovernor"
  | "ArtistTreasury"
  | "ArtistVesting"
  | "CoinGrants"
  | "CoinLauncher"
  | "CoinStaking"
  | "DividendVault"
  | "LiquidityLocker"
  | "MasterRegistry"
  | "MasterShares"
  | "ShareMarket"
  | "ShareRenderer"
  | "StudioSessions"
  | "Switchboard";

export interface DeployedContract {
  /**
   * Where to call it: the proxy of an upgradeable contract, the implementation of clones (`MasterShares`, `ArtistCoin`,
   * `ArtistVesting`, `ArtistGovernor`, `ArtistTreasury`, `CoinStaking`).
   */
  address: Address;
  /** The block it was deployed in; nothing happened before. */
  startBlock: number;
}

export interface Currency {
  address: Address;
  symbol: string;
  decimals: number;
  name: string;
  /** EIP-712 domain of its ERC-2612 permits; null where it has none. */
  permit: { name: string; version: string } | null;
  /** Chainlink feed against the dollar; null where there is none. */
  priceFeed: Address | null;
}

export interface NativeCurrency {
  name: string;
  symbol: string;
  decimals: number;
  priceFeed: Address | null;
}

export interface UniswapV3 {
  factory: Address;
  positionManager: Address;
  swapRouter: Address;
  quoter: Address;
  tickLens: Address;
}

export interface TransferValidator {
  address: Address;
  name: string;
}

export interface Deployment {
  chainId: number;
  name: string;
  contracts: Record<ContractName, DeployedContract>;
  /** The allow-listed ERC-20s. */
  currencies: Currency[];
  nativeCurrency: NativeCurrency;
  /** ERC-20 form of the native coin. */
  weth: Address;
  uniswap: UniswapV3;
  /** Validators that artists may choose. */
  validators: TransferValidator[];
  /** The multisig that owns the AccessManager. */
  safe: Address;
  accessManager: Address;
  /** Code behind the proxies. */
  implementations: Record<"CoinLauncher" | "MasterRegistry" | "ShareRenderer", Address>;
  /** Hash of the creation code of our contracts; another one means another build. */
  fingerprint: Hex;
}

export class DeploymentMissingError extends Error {
  override name = "DeploymentMissingError";
}

/** Reads `<dir>/<chainId>.json`. Throws a `DeploymentMissingError` where there is none. */
export async function loadDeployment(dir: string, chainId: number): Promise<Deployment> {
  const { readFile } = await import("node:fs/promises");
  const path = `${dir}/${chainId}.json`;
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new DeploymentMissingError(`no deployment for chain ${chainId}: ${path} cannot be read`, { cause });
  }
  return parseDeployment(JSON.parse(text), chainId);
}

/** Checks that a parsed file is a deployment on the given chain. */
export function parseDeployment(value: unknown, chainId: number): Deployment {
  const deployment = value as Partial<Deployment> | null;
  if (deployment?.chainId !== chainId || !deployment.contracts?.MasterRegistry?.address) {
    throw new TypeError(`not a deployment on chain ${chainId}`);
  }
  return deployment as Deployment;
}
