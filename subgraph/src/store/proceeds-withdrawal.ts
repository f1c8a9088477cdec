import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";

import { Master, ProceedsWithdrawal } from "../../generated/schema";
import { eventId } from "../common/ids";

export function recordProceedsWithdrawal(
  master: Master,
  account: Address,
  to: Address,
  amount: BigInt,
  event: ethereum.Event,
): void {
  const withdrawal = new ProceedsWithdrawal(eventId(event));
  withdrawal.master = master.id;
  withdrawal.artist = master.artist;
  withdrawal.account = account;
  withdrawal.currency = master.currency;
  withdrawal.to = to;
  withdrawal.amount = amount;
  withdrawal.block = event.block.number;
  withdrawal.timestamp = event.block.timestamp;
  withdrawal.transaction = event.transaction.hash;
  withdrawal.save();
}
