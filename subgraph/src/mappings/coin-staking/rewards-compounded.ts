import { RewardsCompounded } from "../../../generated/templates/CoinStaking/CoinStaking";
import { loadCoinOf } from "../../store/coin";
import { getOrCreateCoinHolder } from "../../store/coin-holder";
import { newCoinStakeEvent } from "../../store/coin-stake-event";

/** `Staked` of the same call settled the rewards and added the coins. */
export function handleRewardsCompounded(event: RewardsCompounded): void {
  const coin = loadCoinOf(event.address);
  const amount = event.params.amount;
  const holder = getOrCreateCoinHolder(coin.id, event.params.account, event.block.timestamp);
  holder.owed = holder.owed.minus(amount);
  holder.rewardsCompounded = holder.rewardsCompounded.plus(amount);
  holder.save();
  coin.rewardsPaid = coin.rewardsPaid.plus(amount);
  coin.save();
  newCoinStakeEvent(coin, event.params.account, "Compound", amount, event).save();
}
