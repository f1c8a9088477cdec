import { BigInt } from "@graphprotocol/graph-ts";

import { Coin, CoinPosition } from "../../generated/schema";
import { ZERO } from "../common/constants";
import { coinPositionId } from "../common/ids";

/** A position that was opened with coins or native coin. The number zero stands for none. */
export function recordCoinPosition(
  coin: Coin,
  number: BigInt,
  coinAmount: BigInt,
  nativeAmount: BigInt,
  timestamp: BigInt,
): void {
  if (number.isZero()) return;
  const position = new CoinPosition(coinPositionId(number));
  position.coin = coin.id;
  position.coinAmount = coinAmount;
  position.nativeAmount = nativeAmount;
  position.feesCoins = ZERO;
  position.feesNative = ZERO;
  position.lockedAt = timestamp;
  position.save();
}
