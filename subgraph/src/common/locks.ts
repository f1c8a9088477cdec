import { BigInt } from "@graphprotocol/graph-ts";

export const NO_LOCK = 0;

const NAMES = ["None", "Days30", "Days90", "Days365"];
const WEIGHTS = [10, 12, 16, 22];

/** Value of the enum `CoinLock`. */
export function lockName(lock: i32): string {
  return NAMES[lock];
}

/** Reward weight per coin in tenths. */
export function weightOfLock(lock: i32): BigInt {
  return BigInt.fromI32(WEIGHTS[lock]);
}
