import type { FiatPrice } from "./money.ts";

export type Hex = `0x${string}`;

/** What a currency looks like. `address` is the zero address for the chain's native coin. */
export interface Currency {
  readonly address: Hex;
  readonly symbol: string;
  readonly decimals: number;
}

export interface Erc20 extends Currency {
  /** EIP-712 domain of its ERC-2612 permits; null where it has none. */
  readonly permit: { readonly name: string; readonly version: string } | null;
  readonly priceFeed: Hex | null;
}

/** The part of a deployment that the app talks to. */
export interface Deployment {
  readonly registry: Hex;
  readonly vault: Hex;
  readonly switchboard: Hex;
  readonly renderer: Hex;
  readonly accessManager: Hex;
  /** The multisig that owns the AccessManager. */
  readonly safe: Hex;
  readonly currencies: readonly Erc20[];
  readonly nativePriceFeed: Hex | null;
  readonly validators: readonly { readonly address: Hex; readonly name: string }[];
}

/** What the browser may know about the network; the server reads it from its environment. */
export interface NetworkConfig {
  readonly chainId: number;
  readonly name: string;
  readonly native: Currency;
  readonly rpcUrl: string;
  readonly gateway: string;
  readonly relayUrl: string | null;
  readonly isLocal: boolean;
  readonly deployment: Deployment | null;
  /** Price of one native coin for estimates; null where the deployment names no feed. */
  readonly nativePrice: FiatPrice | null;
}

export const ZERO_ADDRESS: Hex = "0x0000000000000000000000000000000000000000";
export const LOCAL_CHAIN_ID = 31337;

const NETWORKS: Readonly<Record<number, { name: string; symbol: string }>> = {
  1: { name: "Ethereum", symbol: "ETH" },
  137: { name: "Polygon", symbol: "POL" },
  8453: { name: "Base", symbol: "ETH" },
  [LOCAL_CHAIN_ID]: { name: "Local chain", symbol: "ETH" },
};

export function describeNetwork(chainId: number): { name: string; native: Currency } {
  const known = NETWORKS[chainId] ?? { name: `Chain ${chainId}`, symbol: "ETH" };
  return { name: known.name, native: { address: ZERO_ADDRESS, symbol: known.symbol, decimals: 18 } };
}
