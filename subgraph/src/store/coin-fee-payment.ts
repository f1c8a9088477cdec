import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";

import { Coin, CoinFeePayment } from "../../generated/schema";
import { eventId } from "../common/ids";

export function recordCoinFeePayment(
  coin: Coin,
  isTreasury: boolean,
  to: Address,
  coinAmount: BigInt,
  nativeAmount: BigInt,
  event: ethereum.Event,
): void {
  const payment = new CoinFeePayment(eventId(event));
  payment.coin = coin.id;
  payment.isTreasury = isTreasury;
  payment.to = to;
  payment.coinAmount = coinAmount;
  payment.nativeAmount = nativeAmount;
  payment.block = event.block.number;
  payment.timestamp = event.block.timestamp;
  payment.transaction = event.transaction.hash;
  payment.save();
}
