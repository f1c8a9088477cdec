import { PositionExpired } from "../../../generated/templates/CoinStaking/CoinStaking";
import { ZERO } from "../../common/constants";
import { lockName, NO_LOCK, weightOfLock } from "../../common/locks";
import { loadCoinOf } from "../../store/coin";
import { changeWeight, getOrCreateCoinHolder, settleRewards } from "../../store/coin-holder";
import { setCoinStake } from "../../store/coin-stake";
import { newCoinStakeEvent } from "../../store/coin-stake-event";

/** The position keeps its coins, at the weight of the one without lock. */
export function handlePositionExpired(event: PositionExpired): void {
  const coin = loadCoinOf(event.address);
  const lock = event.params.lock;
  const amount = event.params.amount;
  const now = event.block.timestamp;
  const holder = getOrCreateCoinHolder(coin.id, event.params.account, now);
  settleRewards(holder, coin);
  changeWeight(holder, coin, amount.times(weightOfLock(NO_LOCK).minus(weightOfLock(lock))));
  holder.save();
  coin.streamedAt = now;
  coin.save();
  setCoinStake(holder, lock, ZERO, ZERO, now);
  setCoinStake(holder, NO_LOCK, event.params.free, ZERO, now);

  const step = newCoinStakeEvent(coin, event.params.account, "Expire", amount, event);
  step.lock = lockName(lock);
  step.save();
}
