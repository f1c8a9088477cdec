const Q192 = 2n ** 192n;
const BASIS = 10_000n;
/** 1 %, taken from what goes in. */
const POOL_FEE = 100n;

/** Buying pays native coin for coins, selling the other way. */
export type SwapSide = "buy" | "sell";

/** What the market would pay for an amount at one block. */
export interface Quote {
  readonly side: SwapSide;
  readonly amountIn: bigint;
  readonly amountOut: bigint;
  /** What the same would give at the price before the trade, the pool's fee taken: what is missing is price impact. */
  readonly spotOut: bigint;
  readonly block: number;
  /** When it was asked for, in seconds of this device's clock. */
  readonly askedAt: number;
}

/** What goes in gives at a pool's price, the fee taken first. `inIsFirst` says whether it is the pool's token0. */
export function spotOutput(amountIn: bigint, sqrtPriceX96: bigint, inIsFirst: boolean): bigint {
  const ratio = sqrtPriceX96 * sqrtPriceX96;
  const net = amountIn * (BASIS - POOL_FEE);
  if (ratio === 0n) return 0n;
  return inIsFirst ? (net * ratio) / (Q192 * BASIS) : (net * Q192) / (ratio * BASIS);
}

export function feeOf(amountIn: bigint): bigint {
  return (amountIn * POOL_FEE) / BASIS;
}

/** How much worse than at the price before, in basis points. */
export function priceImpact({ amountOut, spotOut }: Pick<Quote, "amountOut" | "spotOut">): number {
  if (spotOut <= amountOut) return 0;
  return Number(((spotOut - amountOut) * BASIS) / spotOut);
}

/** The least that is accepted, `slippage` in basis points below the quote. */
export function minimumOut(amountOut: bigint, slippage: number): bigint {
  return (amountOut * (BASIS - BigInt(slippage))) / BASIS;
}

export type ImpactLevel = "small" | "noticeable" | "severe";

export function impactLevel(basisPoints: number): ImpactLevel {
  if (basisPoints >= 1500) return "severe";
  return basisPoints >= 300 ? "noticeable" : "small";
}

export const SLIPPAGES = [50, 100, 300] as const;
export const DEADLINES = [5, 20, 60] as const;
const MOST_SLIPPAGE = 5000;

/** Reads a tolerance in per cent: more than nothing, at most 50, two digits after the point. */
export function parseSlippage(text: string): { readonly slippage: number } | { readonly problem: string } {
  const match = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text.trim());
  const slippage = match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : 0;
  if (slippage < 1 || slippage > MOST_SLIPPAGE) return { problem: "Between 0.01 and 50 per cent." };
  return { slippage };
}

const FRESH_FOR = 45;

/** What a newer quote says about the one that somebody agreed to. */
export type Freshness = "fresh" | "old" | "worse";

/** Whether a quote still says what a trade would give; `newest` is what the market gives by now, where that is known. */
export function freshnessOf(
  quote: Pick<Quote, "askedAt" | "amountOut">,
  now: number,
  newest: bigint | null,
): Freshness {
  if (newest !== null && newest < quote.amountOut) return "worse";
  return now - quote.askedAt > FRESH_FOR ? "old" : "fresh";
}
