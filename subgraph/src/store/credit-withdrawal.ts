import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";

import { CreditWithdrawal } from "../../generated/schema";
import { eventId } from "../common/ids";
import { ensureAccount } from "./account";

/** @param artist The artist whose royalties were paid; null for an account's own credits. */
export function recordCreditWithdrawal(
  account: Address,
  artist: string | null,
  currency: Address,
  to: Address,
  amount: BigInt,
  event: ethereum.Event,
): void {
  const withdrawal = new CreditWithdrawal(eventId(event));
  withdrawal.market = event.address;
  withdrawal.account = ensureAccount(account, event.block.timestamp);
  withdrawal.artist = artist;
  withdrawal.currency = currency;
  withdrawal.to = to;
  withdrawal.amount = amount;
  withdrawal.block = event.block.number;
  withdrawal.timestamp = event.block.timestamp;
  withdrawal.transaction = event.transaction.hash;
  withdrawal.save();
}
