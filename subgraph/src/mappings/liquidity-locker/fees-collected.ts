import { FeesCollected } from "../../../generated/LiquidityLocker/LiquidityLocker";
import { CoinPosition } from "../../../generated/schema";
import { coinPositionId } from "../../common/ids";
import { loadCoin } from "../../store/coin";
import { recordCoinFeeCollection } from "../../store/coin-fee-collection";

export function handleFeesCollected(event: FeesCollected): void {
  const coins = event.params.coinAmount;
  const native = event.params.nativeAmount;
  const position = CoinPosition.load(coinPositionId(event.params.positionId))!;
  position.feesCoins = position.feesCoins.plus(coins);
  position.feesNative = position.feesNative.plus(native);
  position.collectedAt = event.block.timestamp;
  position.save();

  const coin = loadCoin(position.coin);
  coin.feesCoins = coin.feesCoins.plus(coins);
  coin.feesNative = coin.feesNative.plus(native);
  coin.artistFeesCoins = coin.artistFeesCoins.plus(event.params.artistCoinAmount);
  coin.artistFeesNative = coin.artistFeesNative.plus(event.params.artistNativeAmount);
  coin.save();
  recordCoinFeeCollection(position, event);
}
