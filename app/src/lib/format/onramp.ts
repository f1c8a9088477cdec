import { ZERO_ADDRESS, type Currency } from "./network.ts";

/** Of the native coin, for the network's fee. */
const FEE_MARGIN = 10n ** 15n;
/** Digits that card services take. */
const NATIVE_DIGITS = 4;
const TOKEN_DIGITS = 2;

/** What a wallet needs for a purchase, and what it lacks, rounded up to an amount that can be bought by card. */
export function fillingFor(
  cost: bigint,
  balance: bigint,
  { address, decimals }: Currency,
): { readonly needed: bigint; readonly missing: bigint } {
  const isNative = address === ZERO_ADDRESS;
  const needed = isNative ? cost + FEE_MARGIN : cost;
  if (balance >= needed) return { needed, missing: 0n };
  const unit = 10n ** BigInt(Math.max(0, decimals - (isNative ? NATIVE_DIGITS : TOKEN_DIGITS)));
  return { needed, missing: ((needed - balance + unit - 1n) / unit) * unit };
}
