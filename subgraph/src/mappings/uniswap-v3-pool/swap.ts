import { Coin, CoinTrade } from "../../../generated/schema";
import { Swap } from "../../../generated/templates/UniswapV3Pool/UniswapV3Pool";
import { loadCoinOf, movePool } from "../../store/coin";
import { getOrCreateCoinHolder } from "../../store/coin-holder";
import { recordCoinTrade } from "../../store/coin-trade";
import { recordCoinTradePoint } from "../../store/coin-trade-point";
import { getOrCreatePlatform } from "../../store/platform";

/** A swap that moved only the price is no trade: in a pool without liquidity it costs nothing. */
export function handlePoolSwap(event: Swap): void {
  const coin = loadCoinOf(event.address);
  const coins = coin.isToken0 ? event.params.amount0 : event.params.amount1;
  const native = coin.isToken0 ? event.params.amount1 : event.params.amount0;
  coin.sqrtPriceX96 = event.params.sqrtPriceX96;
  coin.tick = event.params.tick;
  coin.liquidity = event.params.liquidity;
  movePool(coin, event.params.amount0, event.params.amount1);
  if (!coins.isZero() && !native.isZero()) {
    const trade = recordCoinTrade(coin, coins, native, event);
    recordCoinTradePoint(trade);
    addTrade(coin, trade);
    addToTrader(trade);
  }
  coin.save();
}

function addTrade(coin: Coin, trade: CoinTrade): void {
  coin.price = trade.price;
  coin.tradedAt = trade.timestamp;
  coin.tradeCount += 1;
  coin.volumeCoins = coin.volumeCoins.plus(trade.coinAmount);
  coin.volumeNative = coin.volumeNative.plus(trade.nativeAmount);

  const platform = getOrCreatePlatform();
  platform.coinTradeCount += 1;
  platform.coinVolume = platform.coinVolume.plus(trade.nativeAmount);
  platform.save();
}

function addToTrader(trade: CoinTrade): void {
  const holder = getOrCreateCoinHolder(trade.coin, trade.account, trade.timestamp);
  if (trade.isBuy) {
    holder.bought = holder.bought.plus(trade.coinAmount);
    holder.spent = holder.spent.plus(trade.nativeAmount);
  } else {
    holder.sold = holder.sold.plus(trade.coinAmount);
    holder.received = holder.received.plus(trade.nativeAmount);
  }
  holder.save();
}
