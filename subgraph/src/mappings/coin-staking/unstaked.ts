import { Unstaked } from "../../../generated/templates/CoinStaking/CoinStaking";
import { ZERO } from "../../common/constants";
import { lockName, weightOfLock } from "../../common/locks";
import { loadCoinOf } from "../../store/coin";
import { changeStaked, changeWeight, getOrCreateCoinHolder, settleRewards } from "../../store/coin-holder";
import { setCoinStake, unlockOf } from "../../store/coin-stake";
import { newCoinStakeEvent } from "../../store/coin-stake-event";

export function handleUnstaked(event: Unstaked): void {
  const coin = loadCoinOf(event.address);
  const lock = event.params.lock;
  const amount = event.params.amount;
  const left = event.params.position;
  const now = event.block.timestamp;
  const holder = getOrCreateCoinHolder(coin.id, event.params.account, now);
  settleRewards(holder, coin);
  changeWeight(holder, coin, amount.times(weightOfLock(lock)).neg());
  changeStaked(holder, coin, amount.neg());
  holder.save();
  coin.streamedAt = now;
  coin.save();
  setCoinStake(holder, lock, left, left.isZero() ? ZERO : unlockOf(holder, lock), now);

  const step = newCoinStakeEvent(coin, event.params.account, "Unstake", amount, event);
  step.lock = lockName(lock);
  step.save();
}
