import type { Hex } from "./network.ts";

export const COIN_DECIMALS = 18;
/** The smallest units of one whole coin. */
export const WHOLE_COIN = 10n ** 18n;
export const COIN_SUPPLY = 1_000_000n * WHOLE_COIN;

/** Where the supply of every coin goes when it is made, in smallest units. */
export const COIN_PARTS = {
  artist: 300_000n * WHOLE_COIN,
  buyers: 200_000n * WHOLE_COIN,
  liquidity: 250_000n * WHOLE_COIN,
  reserve: 250_000n * WHOLE_COIN,
} as const;

const Q192 = 2n ** 192n;

/** An artist's coin as a token. */
export interface Coin {
  readonly address: Hex;
  readonly name: string;
  readonly symbol: string;
  readonly decimals: number;
}

/** A pool orders its tokens by address; its price is of the first in the second. */
export function isCoinFirst(coin: Hex, wrappedNative: Hex): boolean {
  return BigInt(coin) < BigInt(wrappedNative);
}

/** Native coin's smallest unit per whole coin, from a pool's square root of token1 per token0 times 2^96. */
export function priceOfRoot(sqrtPriceX96: bigint, coinFirst: boolean): bigint {
  const ratio = sqrtPriceX96 * sqrtPriceX96;
  if (ratio === 0n) return 0n;
  return coinFirst ? (WHOLE_COIN * ratio) / Q192 : (WHOLE_COIN * Q192) / ratio;
}

/** What a trade paid for a whole coin; null where no coins moved. */
export function executedPrice(coinAmount: bigint, nativeAmount: bigint): bigint | null {
  return coinAmount === 0n ? null : (nativeAmount * WHOLE_COIN) / coinAmount;
}

/** "Harbour, the coin of Halden Pier"; most are named after their artist, which is said once. */
export function coinOfArtist({ name }: Pick<Coin, "name">, artist: string): string {
  return name === artist ? `The coin of ${artist}` : `${name}, the coin of ${artist}`;
}

/** All coins at a price, in the native coin's smallest unit. */
export function marketCap(price: bigint): bigint {
  return (price * COIN_SUPPLY) / WHOLE_COIN;
}

/** What the buyer of `bought` of a first offering's public shares gets, rounded down as the contract does. */
export function grantFor(bought: number, publicShares: number): bigint {
  return publicShares === 0 ? 0n : (BigInt(bought) * COIN_PARTS.buyers) / BigInt(publicShares);
}

/** What sweeping sends to the staking reserve: the coins of shares that were not sold. */
export function unsoldGrant(sold: number, publicShares: number): bigint {
  return publicShares === 0 ? 0n : COIN_PARTS.buyers - grantFor(sold, publicShares);
}

/** A part of the whole supply in hundredths of a per cent, cut. */
export function partOfSupply(amount: bigint): number {
  return Number((amount * 10_000n) / COIN_SUPPLY);
}

/** Names the coins that an account can claim among what transactions under way will change. */
export function grantSubject(coin: Hex): string {
  return `grant:${coin.toLowerCase()}`;
}

/** As `grantSubject`, for what an account has staked of a coin and earns with it. */
export function stakeSubject(coin: Hex): string {
  return `coin-stake:${coin.toLowerCase()}`;
}
