import { BigInt } from "@graphprotocol/graph-ts";

import { CoinHolder, CoinStake } from "../../generated/schema";
import { coinStakeId } from "../common/ids";
import { lockName } from "../common/locks";

/** Sets what a position holds, as the contract says. */
export function setCoinStake(
  holder: CoinHolder,
  lock: i32,
  amount: BigInt,
  unlockAt: BigInt,
  timestamp: BigInt,
): void {
  const stake = new CoinStake(coinStakeId(holder.id, lock));
  stake.coin = holder.coin;
  stake.account = holder.account;
  stake.holder = holder.id;
  stake.lock = lockName(lock);
  stake.amount = amount;
  stake.unlockAt = unlockAt;
  stake.updatedAt = timestamp;
  stake.save();
}

/** When a position can leave; zero for one that was never made. */
export function unlockOf(holder: CoinHolder, lock: i32): BigInt {
  const stake = CoinStake.load(coinStakeId(holder.id, lock));
  return stake == null ? BigInt.zero() : stake.unlockAt;
}
