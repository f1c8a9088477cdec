import type { CoinTerms } from "./coin-terms.ts";
import { splitPurchase } from "./offering.ts";
import type { Currency } from "./network.ts";
import { formatAmount, formatSum } from "./money.ts";
import { formatRate, tierRanges, type Tier } from "./shares.ts";

/** The terms of a launch as far as examples need them. */
export interface ExampleTerms {
  readonly currency: Currency;
  readonly price: bigint;
  readonly totalShares: number;
  readonly publicShares: number;
  readonly platformFee: number;
  readonly royalties: readonly [number, number, number, number];
  /** The first buyer's part of a resale royalty, in basis points. */
  readonly moverShare: number;
}

/** With the coin that the launch makes; null where it makes none or its terms make no sense yet. */
export interface TermsWithCoin extends ExampleTerms {
  readonly coin: { readonly terms: CoinTerms; readonly market: Currency } | null;
}

/** Revenue of an example: a thousand dollars, ten coins. */
function exampleRevenue({ decimals }: Currency): bigint {
  return (decimals <= 6 ? 1000n : 10n) * 10n ** BigInt(decimals);
}

export interface RevenueExample {
  readonly revenue: string;
  readonly perShare: string;
  /** What buyers of all shares for sale get, and what is left for the artist. */
  readonly holders: string;
  readonly artist: string;
}

/** What a share earns when revenue comes in and every share for sale is sold. */
export function revenueExample({ currency, totalShares, publicShares }: ExampleTerms): RevenueExample {
  const revenue = exampleRevenue(currency);
  const holders = (revenue * BigInt(publicShares)) / BigInt(totalShares);
  const [forHolders = "", forArtist = ""] = formatSum([holders, revenue - holders], currency);
  return {
    revenue: formatAmount(revenue, currency).full,
    perShare: formatAmount(revenue / BigInt(totalShares), currency).short,
    holders: forHolders,
    artist: forArtist,
  };
}

export interface ResaleExample {
  readonly tier: Tier;
  readonly shares: string;
  readonly rate: string;
  readonly seller: string;
  readonly artist: string;
  /** Null in the last tier, which has no first buyers. */
  readonly mover: string | null;
}

/** Who gets what when a share is sold on for twice its price, tier by tier. */
export function resaleExamples(terms: ExampleTerms): {
  readonly price: string;
  readonly tiers: readonly ResaleExample[];
} {
  const { currency, royalties, moverShare } = terms;
  const price = terms.price * 2n;
  const tiers = tierRanges(terms.publicShares).map(({ tier, first, last }) => {
    const rate = royalties[tier - 1] ?? 0;
    const royalty = (price * BigInt(rate)) / 10_000n;
    const mover = tier === 4 ? 0n : (royalty * BigInt(moverShare)) / 10_000n;
    const [seller = "", artist = "", first_ = ""] = formatSum(
      [price - royalty, royalty - mover, mover],
      currency,
    );
    return {
      tier,
      shares: first === last ? String(first) : `${first}–${last.toLocaleString("en-US")}`,
      rate: formatRate(rate),
      seller,
      artist,
      mover: tier === 4 ? null : first_,
    };
  });
  return { price: formatAmount(price, currency).full, tiers };
}

export interface SaleExample {
  readonly total: string;
  readonly fee: string;
  readonly artist: string;
}

/** What comes in when every share for sale is sold. */
export function saleExample(terms: ExampleTerms): SaleExample {
  const { currency, publicShares } = terms;
  const { total, fee, artist } = splitPurchase({ ...terms, sold: 0 }, publicShares);
  const [toArtist = "", toPlatform = ""] = formatSum([artist, fee], currency);
  return { total: formatAmount(total, currency).full, fee: toPlatform, artist: toArtist };
}
