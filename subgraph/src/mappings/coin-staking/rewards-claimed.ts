import { RewardsClaimed } from "../../../generated/templates/CoinStaking/CoinStaking";
import { loadCoinOf } from "../../store/coin";
import { getOrCreateCoinHolder, settleRewards } from "../../store/coin-holder";
import { newCoinStakeEvent } from "../../store/coin-stake-event";

export function handleRewardsClaimed(event: RewardsClaimed): void {
  const coin = loadCoinOf(event.address);
  const amount = event.params.amount;
  const now = event.block.timestamp;
  const holder = getOrCreateCoinHolder(coin.id, event.params.account, now);
  settleRewards(holder, coin);
  holder.owed = holder.owed.minus(amount);
  holder.rewardsClaimed = holder.rewardsClaimed.plus(amount);
  holder.save();
  coin.rewardsPaid = coin.rewardsPaid.plus(amount);
  coin.streamedAt = now;
  coin.save();

  const step = newCoinStakeEvent(coin, event.params.account, "Claim", amount, event);
  step.to = event.params.to;
  step.save();
}
