import type { Currency } from "./network.ts";

export interface FormattedAmount {
  /** As many digits as mean something, cut and never rounded up. */
  readonly short: string;
  /** Every digit; of dollar-like currencies two at least. */
  readonly full: string;
}

const SIGNIFICANT_BELOW_ONE = 4;
const MOST_DECIMALS = 9;

/** "1,234,567". By hand: the browser's own formatter takes longer to make than a page of figures to draw. */
export function groupThousands(whole: bigint | number): string {
  return whole.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}

function split(amount: bigint, decimals: number): { whole: bigint; fraction: string } {
  const unit = 10n ** BigInt(decimals);
  return { whole: amount / unit, fraction: (amount % unit).toString().padStart(decimals, "0") };
}

function join(whole: bigint, fraction: string, atLeast: number): string {
  const trimmed = fraction
    .replace(/0+$/, "")
    .padEnd(atLeast, "0")
    .slice(0, Math.max(fraction.length, atLeast));
  return trimmed === "" ? groupThousands(whole) : `${groupThousands(whole)}.${trimmed}`;
}

function isDollarLike(currency: Currency): boolean {
  return currency.decimals <= 6;
}

/** Decimal digits to keep: cents for dollar-like currencies, four for others, four significant ones below 1. */
function shownDecimals(whole: bigint, fraction: string, currency: Currency): number {
  if (whole > 0n) return isDollarLike(currency) ? 2 : 4;
  const leadingZeros = /^0*/.exec(fraction)?.[0].length ?? 0;
  if (isDollarLike(currency) && leadingZeros < 2) return 2;
  return Math.min(leadingZeros + SIGNIFICANT_BELOW_ONE, MOST_DECIMALS);
}

export function formatAmount(amount: bigint, currency: Currency): FormattedAmount {
  const sign = amount < 0n ? "−" : "";
  const size = amount < 0n ? -amount : amount;
  const { whole, fraction } = split(size, currency.decimals);
  const cents = isDollarLike(currency) && size > 0n ? 2 : 0;
  const full = `${sign}${join(whole, fraction, cents)} ${currency.symbol}`;
  const shown = fraction.slice(0, shownDecimals(whole, fraction, currency));
  const vanishes = size > 0n && whole === 0n && /^0*$/.test(shown);
  if (vanishes)
    return { short: `< 0.${"0".repeat(Math.max(shown.length - 1, 0))}1 ${currency.symbol}`, full };
  return { short: `${sign}${join(whole, shown, cents)} ${currency.symbol}`, full };
}

/** A fiat price of one whole unit, as a Chainlink feed gives it. */
export interface FiatPrice {
  readonly value: bigint;
  readonly decimals: number;
  readonly symbol: string;
}

/** "≈ $12.34", always marked as an estimate; null where it would say nothing. */
export function estimateFiat(amount: bigint, currency: Currency, price: FiatPrice | null): string | null {
  if (price === null || amount <= 0n) return null;
  const scale = 10n ** BigInt(currency.decimals + price.decimals - 2);
  const cents = (amount * price.value) / scale;
  if (cents === 0n) return `≈ < ${price.symbol}0.01`;
  return `≈ ${price.symbol}${groupThousands(cents / 100n)}.${(cents % 100n).toString().padStart(2, "0")}`;
}

export type ParsedAmount = { readonly amount: bigint } | { readonly problem: string };

/** Reads what a person typed. Grouping commas are accepted, signs and exponents are not. */
export function parseAmount(text: string, currency: Currency): ParsedAmount {
  const cleaned = text.trim().replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, "");
  if (cleaned === "") return { problem: "Enter an amount." };
  const match = /^(\d*)(?:\.(\d*))?$/.exec(cleaned);
  if (!match || (!match[1] && !match[2])) return { problem: "Enter a number such as 12.50." };
  const fraction = match[2] ?? "";
  if (fraction.length > currency.decimals) {
    return { problem: `${currency.symbol} has at most ${currency.decimals} digits after the point.` };
  }
  const digits = (match[1] || "0") + fraction.padEnd(currency.decimals, "0");
  return { amount: BigInt(digits) };
}

const MOST_DECIMALS_IN_SUM = 8;

/**
 * Parts of a sum with so many digits that they add up on screen: all have the same number, and what rounding loses
 * goes to the largest part. Sums that need more than eight digits are shown in full.
 */
export function formatSum(parts: readonly bigint[], currency: Currency): readonly string[] {
  const total = parts.reduce((sum, part) => sum + part, 0n);
  const { decimals } = currency;
  const unitOf = (digits: number) => 10n ** BigInt(decimals - digits);
  const most = Math.min(decimals, MOST_DECIMALS_IN_SUM);
  const enough = (digits: number) => [...parts, total].every((part) => part % unitOf(digits) === 0n);
  let digits = Math.min(decimals, 2);
  while (digits < most && !enough(digits)) digits += 1;
  const unit = unitOf(digits);
  if (total % unit !== 0n) return parts.map((part) => formatAmount(part, currency).full);
  const shown = parts.map((part) => part - (part % unit));
  const largest = parts.reduce((best, part, index) => (part > (parts[best] ?? 0n) ? index : best), 0);
  shown[largest] = (shown[largest] ?? 0n) + total - shown.reduce((sum, part) => sum + part, 0n);
  return shown.map((part) => formatAmount(part, currency).full);
}

/** Every digit as a plain decimal number for machines: no grouping, no symbol. */
export function decimalAmount(amount: bigint, decimals: number): string {
  const sign = amount < 0n ? "-" : "";
  const { whole, fraction } = split(amount < 0n ? -amount : amount, decimals);
  const digits = decimals === 0 ? "" : fraction.replace(/0+$/, "");
  return `${sign}${whole}${digits === "" ? "" : `.${digits}`}`;
}
