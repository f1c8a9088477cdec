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

export interface CoinContracts {
  readonly grants: Hex;
  readonly locker: Hex;
  /** ERC-20 form of the native coin, which the pools trade. */
  readonly wrappedNative: Hex;
  /** Uniswap's, which swap and quote. */
  readonly router: Hex;
  readonly quoter: Hex;
}

/** The part of a deployment that the app talks to. */
export interface Deployment {
  readonly registry: Hex;
  readonly vault: Hex;
  readonly switchboard: Hex;
  readonly renderer: Hex;
  /** What launches coins of artists. */
  readonly launcher: Hex;
  /** Where shares are resold. */
  readonly market: Hex;
  /** Where fans decide how tracks are finished. */
  readonly studio: Hex;
  /** The block before which nothing of the platform happened. */
  readonly startBlock: number;
  readonly accessManager: Hex;
  /** What artists' coins are made, given out and traded with. */
  readonly coins: CoinContracts;
  /** The multisig that owns the AccessManager. */
  readonly safe: Hex;
  readonly currencies: readonly Erc20[];
  readonly nativePriceFeed: Hex | null;
  readonly validators: readonly { readonly address: Hex; readonly name: string }[];
}

/** One of the networks that a person may choose among. */
export interface NetworkChoice {
  /** Names the network in addresses: `?network=base`. */
  readonly slug: string;
  readonly chainId: number;
  readonly name: string;
  readonly native: Currency;
}

/** What the browser may know about the network; the server reads it from its environment. */
export interface NetworkConfig extends NetworkChoice {
  readonly rpcUrl: string;
  /** Asked in order when `rpcUrl` does not answer. */
  readonly rpcFallbacks: readonly string[];
  readonly gateway: string;
  readonly relayUrl: string | null;
  /** Where a transaction can be looked up: `<explorerUrl>/tx/<hash>`; null where there is no explorer. */
  readonly explorerUrl: string | null;
  readonly isLocal: boolean;
  readonly deployment: Deployment | null;
  /** Price of one native coin for estimates; null where the deployment names no feed. */
  readonly nativePrice: FiatPrice | null;
}

export const ZERO_ADDRESS: Hex = "0x0000000000000000000000000000000000000000";
export const LOCAL_CHAIN_ID = 31337;

interface KnownNetwork {
  readonly slug: string;
  readonly name: string;
  readonly symbol: string;
  readonly explorerUrl: string | null;
}

const NETWORKS: Readonly<Record<number, KnownNetwork>> = {
  1: { slug: "ethereum", name: "Ethereum", symbol: "ETH", explorerUrl: "https://etherscan.io" },
  137: { slug: "polygon", name: "Polygon", symbol: "POL", explorerUrl: "https://polygonscan.com" },
  8453: { slug: "base", name: "Base", symbol: "ETH", explorerUrl: "https://basescan.org" },
  [LOCAL_CHAIN_ID]: { slug: "local", name: "Local chain", symbol: "ETH", explorerUrl: null },
};

export function describeNetwork(chainId: number): NetworkChoice & Pick<NetworkConfig, "explorerUrl"> {
  const unknown = { slug: `chain-${chainId}`, name: `Chain ${chainId}`, symbol: "ETH", explorerUrl: null };
  const { symbol, ...known } = NETWORKS[chainId] ?? unknown;
  return { ...known, chainId, native: { address: ZERO_ADDRESS, symbol, decimals: 18 } };
}
