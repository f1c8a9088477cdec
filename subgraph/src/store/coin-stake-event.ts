import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";

import { Coin, CoinStakeEvent } from "../../generated/schema";
import { eventId } from "../common/ids";

/** Not saved: what only some kinds have is set by the caller. */
export function newCoinStakeEvent(
  coin: Coin,
  account: Address,
  kind: string,
  amount: BigInt,
  event: ethereum.Event,
): CoinStakeEvent {
  const step = new CoinStakeEvent(eventId(event));
  step.coin = coin.id;
  step.account = account;
  step.kind = kind;
  step.amount = amount;
  step.block = event.block.number;
  step.timestamp = event.block.timestamp;
  step.transaction = event.transaction.hash;
  return step;
}
