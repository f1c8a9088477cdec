import { RewardsStreamed } from "../../../generated/templates/CoinStaking/CoinStaking";
import { loadCoinOf } from "../../store/coin";

export function handleRewardsStreamed(event: RewardsStreamed): void {
  const coin = loadCoinOf(event.address);
  coin.acc = event.params.acc;
  coin.reserve = event.params.reserve;
  coin.streamedAt = event.block.timestamp;
  coin.save();
}
