import { Staked } from "../../../generated/templates/CoinStaking/CoinStaking";
import { lockName, weightOfLock } from "../../common/locks";
import { loadCoinOf } from "../../store/coin";
import { changeStaked, changeWeight, getOrCreateCoinHolder, settleRewards } from "../../store/coin-holder";
import { setCoinStake } from "../../store/coin-stake";
import { newCoinStakeEvent } from "../../store/coin-stake-event";

export function handleStaked(event: Staked): void {
  const coin = loadCoinOf(event.address);
  const lock = event.params.lock;
  const amount = event.params.amount;
  const now = event.block.timestamp;
  const holder = getOrCreateCoinHolder(coin.id, event.params.account, now);
  settleRewards(holder, coin);
  changeWeight(holder, coin, amount.times(weightOfLock(lock)));
  changeStaked(holder, coin, amount);
  holder.save();
  coin.streamedAt = now;
  coin.save();
  setCoinStake(holder, lock, event.params.position, event.params.unlockAt, now);

  const step = newCoinStakeEvent(coin, event.params.account, "Stake", amount, event);
  step.lock = lockName(lock);
  step.save();
}
