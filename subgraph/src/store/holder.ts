import { Address, BigInt } from "@graphprotocol/graph-ts";

import { Holder, Master } from "../../generated/schema";
import { UNITS_PER_SHARE, UNITS_PER_STAKE, ZERO } from "../common/constants";
import { holderId } from "../common/ids";
import { ensureAccount } from "./account";

export function loadHolder(master: Master, account: Address): Holder {
  return Holder.load(holderId(master.id, account))!;
}

export function getOrCreateHolder(master: Master, account: Address, timestamp: BigInt): Holder {
  const id = holderId(master.id, account);
  let holder = Holder.load(id);
  if (holder == null) {
    holder = new Holder(id);
    holder.master = master.id;
    holder.account = ensureAccount(account, timestamp);
    holder.balance = 0;
    holder.staked = 0;
    holder.paid = ZERO;
    holder.owed = ZERO;
    holder.bought = 0;
    holder.spent = ZERO;
    holder.claimed = ZERO;
    holder.earned = ZERO;
    holder.moverEarned = ZERO;
    holder.createdAt = timestamp;
  }
  return holder;
}

/**
 * Credits what the holder's units accrued since they last changed. Must precede every change of them, as in
 * `ShareLedger`.
 */
export function settle(holder: Holder, acc: BigInt, timestamp: BigInt): void {
  holder.updatedAt = timestamp;
  const paid = holder.paid;
  if (paid.equals(acc)) return;
  const units = UNITS_PER_SHARE * holder.balance + UNITS_PER_STAKE * holder.staked;
  holder.paid = acc;
  if (units == 0) return;
  const accrued = acc.minus(paid).times(BigInt.fromI32(units));
  holder.owed = holder.owed.plus(accrued);
  holder.earned = holder.earned.plus(accrued);
}

/** Adds a share; the count of holders follows. */
export function addShare(holder: Holder, master: Master): void {
  if (holder.balance == 0) master.holderCount += 1;
  holder.balance += 1;
}

/** Takes a share away; the count of holders follows. */
export function removeShare(holder: Holder, master: Master): void {
  holder.balance -= 1;
  if (holder.balance == 0) master.holderCount -= 1;
}
