import type { CoinTerms } from "./coin-terms.ts";
import { splitPurchase } from "./offering.ts";
import { type Currency, ZERO_ADDRESS } from "./network.ts";
import { estimateFiat, type FiatPrice, formatAmount, formatSum } from "./money.ts";
import { formatCount, formatRate, tierRanges, type Tier } from "./shares.ts";

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
  /** What one native coin is worth; without it there are no estimates. */
  readonly fiat?: FiatPrice | null;
}

/** "≈ $12.34"; null where there is nothing to say. */
type Estimate = string | null;

const estimatesIn =
  ({ currency, fiat = null }: Pick<ExampleTerms, "currency" | "fiat">) =>
  (amount: bigint): Estimate =>
    currency.address === ZERO_ADDRESS ? estimateFiat(amount, currency, fiat) : null;

/** What the price of a share comes to. */
export function priceEstimate(terms: Pick<ExampleTerms, "currency" | "fiat" | "price">): Estimate {
  return estimatesIn(terms)(terms.price);
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
  readonly estimates: Readonly<Record<"revenue" | "perShare" | "holders" | "artist", Estimate>>;
}

/** What a share earns when revenue comes in and every share for sale is sold. */
export function revenueExample(terms: ExampleTerms): RevenueExample {
  const { currency, totalShares, publicShares } = terms;
  const estimate = estimatesIn(terms);
  const revenue = exampleRevenue(currency);
  const holders = (revenue * BigInt(publicShares)) / BigInt(totalShares);
  const [forHolders = "", forArtist = ""] = formatSum([holders, revenue - holders], currency);
  return {
    revenue: formatAmount(revenue, currency).full,
    perShare: formatAmount(revenue / BigInt(totalShares), currency).short,
    holders: forHolders,
    artist: forArtist,
    estimates: {
      revenue: estimate(revenue),
      perShare: estimate(revenue / BigInt(totalShares)),
      holders: estimate(holders),
      artist: estimate(revenue - holders),
    },
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
  readonly estimates: Readonly<Record<"seller" | "artist" | "mover", Estimate>>;
}

/** Who gets what when a share is sold on for twice its price, tier by tier. */
export function resaleExamples(terms: ExampleTerms): {
  readonly price: string;
  readonly estimate: Estimate;
  readonly tiers: readonly ResaleExample[];
} {
  const { currency, royalties, moverShare } = terms;
  const estimate = estimatesIn(terms);
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
      shares: first === last ? String(first) : `${first}–${formatCount(last)}`,
      rate: formatRate(rate),
      seller,
      artist,
      mover: tier === 4 ? null : first_,
      estimates: {
        seller: estimate(price - royalty),
        artist: estimate(royalty - mover),
        mover: estimate(mover),
      },
    };
  });
  return { price: formatAmount(price, currency).full, estimate: estimate(price), tiers };
}

export interface SaleExample {
  readonly total: string;
  readonly fee: string;
  readonly artist: string;
  readonly estimates: Readonly<Record<"total" | "fee" | "artist", Estimate>>;
}

/** What comes in when every share for sale is sold. */
export function saleExample(terms: ExampleTerms): SaleExample {
  const { currency, publicShares } = terms;
  const { total, fee, artist } = splitPurchase({ ...terms, sold: 0 }, publicShares);
  const [toArtist = "", toPlatform = ""] = formatSum([artist, fee], currency);
  const estimate = estimatesIn(terms);
  return {
    ...{ total: formatAmount(total, currency).full, fee: toPlatform, artist: toArtist },
    estimates: { total: estimate(total), fee: estimate(fee), artist: estimate(artist) },
  };
}
