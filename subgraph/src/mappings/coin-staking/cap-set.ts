import { CapSet } from "../../../generated/templates/CoinStaking/CoinStaking";
import { loadCoinOf } from "../../store/coin";

export function handleCapSet(event: CapSet): void {
  const coin = loadCoinOf(event.address);
  coin.rewardCap = event.params.cap;
  coin.streamedAt = event.block.timestamp;
  coin.save();
}
