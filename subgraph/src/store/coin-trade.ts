import { BigInt } from "@graphprotocol/graph-ts";

import { Coin, CoinTrade } from "../../generated/schema";
import { Swap } from "../../generated/templates/UniswapV3Pool/UniswapV3Pool";
import { ONE_COIN } from "../common/constants";
import { eventId } from "../common/ids";
import { ensureAccount } from "./account";

/** @param coins What came into the pool; negative when coins were bought. Neither amount is zero. */
export function recordCoinTrade(coin: Coin, coins: BigInt, native: BigInt, event: Swap): CoinTrade {
  const trade = new CoinTrade(eventId(event));
  trade.coin = coin.id;
  trade.account = ensureAccount(event.transaction.from, event.block.timestamp);
  trade.recipient = event.params.recipient;
  trade.isBuy = coins.lt(BigInt.zero());
  trade.coinAmount = coins.abs();
  trade.nativeAmount = native.abs();
  trade.price = trade.nativeAmount.times(ONE_COIN).div(trade.coinAmount);
  trade.block = event.block.number;
  trade.timestamp = event.block.timestamp;
  trade.transaction = event.transaction.hash;
  trade.save();
  return trade;
}
