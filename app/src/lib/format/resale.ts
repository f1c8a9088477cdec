import type { Candle } from "./candles.ts";
import type { Currency, Hex } from "./network.ts";
import type { Tier } from "./shares.ts";

/** Who receives what of a resale; the four add up to the price exactly. As `IShareMarket.Split`. */
export interface ResaleSplit {
  readonly net: bigint;
  readonly artist: bigint;
  readonly mover: bigint;
  readonly fee: bigint;
}

/** A share that somebody offers for sale, as lists show it. */
export interface ListingRow {
  readonly id: Hex;
  readonly master: {
    readonly id: Hex;
    readonly number: number;
    readonly title: string;
    readonly artist: string;
    readonly cover: string | null;
    readonly totalShares: number;
    /** Dividends per unit so far, see `Master.acc`. */
    readonly acc: bigint;
    /** Of its newest sale; null before the first. */
    readonly lastPrice: bigint | null;
  };
  readonly number: number;
  readonly tier: Tier;
  readonly royaltyRate: number;
  readonly seller: Hex;
  readonly price: bigint;
  readonly currency: Currency;
  readonly expiry: number;
}

/** Money in escrow for a share. */
export interface OfferRow {
  readonly id: Hex;
  /** What the market's calls take. */
  readonly number: bigint;
  /** The share it is for; null is any of the master. */
  readonly share: number | null;
  readonly bidder: Hex;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly expiry: number;
}

/** What is asked and was paid for shares of one tier. */
export interface TierMarket {
  readonly tier: Tier;
  /** The cheapest share that can be bought now. */
  readonly floor: ListingRow | null;
  readonly lastPrice: bigint | null;
}

/** The resale of a master's shares. */
export interface MasterMarket {
  readonly tiers: readonly TierMarket[];
  readonly sales: number;
  readonly volume: bigint;
  /** Parts of the royalties of all sales. */
  readonly artistEarned: bigint;
  readonly moverEarned: bigint;
  readonly lastPrice: bigint | null;
  readonly lastAt: number | null;
  /** For any share, the highest first. */
  readonly offers: readonly OfferRow[];
  /** Whose prices these are; null is all tiers. */
  readonly tier: Tier | null;
  readonly prices: readonly Candle[];
}

/** The cheapest of all tiers. */
export function floorOf(tiers: readonly TierMarket[]): ListingRow | null {
  return tiers.reduce<ListingRow | null>(
    (least, { floor }) => (floor && (least === null || floor.price < least.price) ? floor : least),
    null,
  );
}

/** The sums of several resales. */
export function addSplits(splits: readonly ResaleSplit[]): ResaleSplit {
  return splits.reduce(
    (sum, { net, artist, mover, fee }) => ({
      net: sum.net + net,
      artist: sum.artist + artist,
      mover: sum.mover + mover,
      fee: sum.fee + fee,
    }),
    { net: 0n, artist: 0n, mover: 0n, fee: 0n },
  );
}

/** What all of it comes to: the price. */
export function totalOf({ net, artist, mover, fee }: ResaleSplit): bigint {
  return net + artist + mover + fee;
}

/** Most shares that one transaction lists. */
export const MOST_LISTED = 50;

/** For how many days listings and offers can stand. */
export const EXPIRY_DAYS = [1, 7, 30, 90, 365] as const;

const DAY = 24 * 60 * 60;
/** The contract takes at most 365 days from the block that mines it. */
const MARGIN = 60;

/** Unix time from which a listing or an offer made at `now` no longer stands. */
export function expiryAfter(days: number, now: number): number {
  return now + days * DAY - (days >= 365 ? MARGIN : 0);
}
