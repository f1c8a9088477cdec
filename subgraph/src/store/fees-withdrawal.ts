import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";

import { FeesWithdrawal, Master } from "../../generated/schema";
import { eventId } from "../common/ids";

export function recordFeesWithdrawal(
  master: Master,
  recipient: Address,
  amount: BigInt,
  event: ethereum.Event,
): void {
  const withdrawal = new FeesWithdrawal(eventId(event));
  withdrawal.master = master.id;
  withdrawal.currency = master.currency;
  withdrawal.recipient = recipient;
  withdrawal.amount = amount;
  withdrawal.block = event.block.number;
  withdrawal.timestamp = event.block.timestamp;
  withdrawal.transaction = event.transaction.hash;
  withdrawal.save();
}
