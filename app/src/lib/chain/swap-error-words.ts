import type { Words } from "./error-phrases.ts";

const LESS: Words = [
  "The price moved while you looked",
  "The trade would have given less than the minimum you accepted. Nothing was traded; look at the new quote.",
];
const LATE: Words = [
  "The trade came too late",
  "Its deadline passed before it was confirmed. Nothing was traded; look at the new quote.",
];
const NOT_TAKEN: Words = [
  "The market could not take your payment",
  "Your balance or the permission you signed does not cover it. Nothing was traded.",
];
const MOVING: Words = ["The market is busy", "Another trade was in the way. Nothing was traded; try again."];

/** Uniswap answers with texts instead of errors. */
const UNISWAP: Readonly<Record<string, Words>> = {
  "Too little received": LESS,
  "Too much requested": LESS,
  "Insufficient WETH9": LESS,
  "Insufficient token": LESS,
  "Transaction too old": LATE,
  STF: NOT_TAKEN,
  TF: NOT_TAKEN,
  STE: ["The payment was refused", "Your wallet does not accept native coins. Nothing was traded."],
  SPL: MOVING,
  LOK: MOVING,
  IIA: NOT_TAKEN,
  AS: ["Enter an amount above zero", "Nothing was traded."],
};

/** The words for a reason that Uniswap gives; null for other texts. */
export function wordsForSwapReason(reason: unknown): Words | null {
  return UNISWAP[String(reason)] ?? null;
}
