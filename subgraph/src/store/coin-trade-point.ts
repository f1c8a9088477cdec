import { CoinTrade, CoinTradePoint } from "../../generated/schema";

/** A data point; graph-node sets its id and time. */
export function recordCoinTradePoint(trade: CoinTrade): void {
  const point = new CoinTradePoint();
  point.coin = trade.coin;
  point.price = trade.price;
  point.coinAmount = trade.coinAmount;
  point.nativeAmount = trade.nativeAmount;
  point.save();
}
