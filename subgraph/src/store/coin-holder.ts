import { Address, BigInt, Bytes } from "@graphprotocol/graph-ts";

import { Coin, CoinContract, CoinHolder } from "../../generated/schema";
import { ZERO } from "../common/constants";
import { coinHolderId } from "../common/ids";
import { ensureAccount } from "./account";

const ACC_BITS: u8 = 80;

export function getOrCreateCoinHolder(coin: Bytes, address: Bytes, timestamp: BigInt): CoinHolder {
  const id = coinHolderId(coin, address);
  let holder = CoinHolder.load(id);
  if (holder == null) {
    holder = new CoinHolder(id);
    holder.coin = coin;
    holder.account = ensureAccount(changetype<Address>(address), timestamp);
    const contract = CoinContract.load(address);
    if (contract != null) holder.contract = contract.kind;
    holder.balance = ZERO;
    holder.staked = ZERO;
    holder.total = ZERO;
    holder.liquidVotes = ZERO;
    holder.stakedVotes = ZERO;
    holder.power = ZERO;
    holder.weight = ZERO;
    holder.paid = ZERO;
    holder.owed = ZERO;
    holder.rewardsClaimed = ZERO;
    holder.rewardsCompounded = ZERO;
    holder.bought = ZERO;
    holder.sold = ZERO;
    holder.spent = ZERO;
    holder.received = ZERO;
    holder.createdAt = timestamp;
  }
  holder.updatedAt = timestamp;
  return holder;
}

/** Moves coins into the wallet, or out of it; the count of holders follows. */
export function changeBalance(holder: CoinHolder, coin: Coin, change: BigInt): void {
  const had = !holder.balance.isZero();
  holder.balance = holder.balance.plus(change);
  holder.total = holder.balance.plus(holder.staked);
  const has = !holder.balance.isZero();
  if (had == has || holder.contract != null) return;
  coin.holderCount += has ? 1 : -1;
}

/** Stakes coins, or returns them; the count of stakers follows. */
export function changeStaked(holder: CoinHolder, coin: Coin, change: BigInt): void {
  const had = !holder.staked.isZero();
  holder.staked = holder.staked.plus(change);
  holder.total = holder.balance.plus(holder.staked);
  coin.principal = coin.principal.plus(change);
  const has = !holder.staked.isZero();
  if (had != has) coin.stakerCount += has ? 1 : -1;
}

/**
 * Credits what the weight earned since it last changed. Must precede every change of it; `RewardsStreamed` of the same
 * call went before.
 */
export function settleRewards(holder: CoinHolder, coin: Coin): void {
  const earned = holder.weight.times(coin.acc.minus(holder.paid)).rightShift(ACC_BITS);
  holder.owed = holder.owed.plus(earned);
  holder.paid = coin.acc;
}

/** Changes the weight of an account and with it that of the coin. */
export function changeWeight(holder: CoinHolder, coin: Coin, change: BigInt): void {
  holder.weight = holder.weight.plus(change);
  coin.weight = coin.weight.plus(change);
}

export function setPower(holder: CoinHolder, liquidVotes: BigInt, stakedVotes: BigInt): void {
  holder.liquidVotes = liquidVotes;
  holder.stakedVotes = stakedVotes;
  holder.power = liquidVotes.plus(stakedVotes);
}
