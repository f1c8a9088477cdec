import { RateFactorSet } from "../../../generated/templates/CoinStaking/CoinStaking";
import { loadCoinOf } from "../../store/coin";

export function handleRateFactorSet(event: RateFactorSet): void {
  const coin = loadCoinOf(event.address);
  coin.rateFactor = event.params.factor;
  coin.streamedAt = event.block.timestamp;
  coin.save();
}
