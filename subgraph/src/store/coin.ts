import { BigInt, Bytes } from "@graphprotocol/graph-ts";

import { Coin } from "../../generated/schema";
import { COIN_SUPPLY, COINS_GRANTED, COINS_VESTED, VESTING_DURATION, ZERO } from "../common/constants";
import { coinOf } from "./coin-contract";

export function loadCoin(id: Bytes): Coin {
  return Coin.load(id)!;
}

/** The coin that a pool, a staking or a vesting contract belongs to. */
export function loadCoinOf(contract: Bytes): Coin {
  return loadCoin(coinOf(contract));
}

export function initializeCoinTotals(coin: Coin): void {
  coin.supply = COIN_SUPPLY;
  coin.holderCount = 0;
  coin.stakerCount = 0;
  coin.tradeCount = 0;
  coin.volumeNative = ZERO;
  coin.volumeCoins = ZERO;
  coin.poolCoins = ZERO;
  coin.poolNative = ZERO;
  coin.feesCoins = ZERO;
  coin.feesNative = ZERO;
  coin.artistFeesCoins = ZERO;
  coin.artistFeesNative = ZERO;
  coin.artistPaidCoins = ZERO;
  coin.artistPaidNative = ZERO;
  coin.treasuryPaidCoins = ZERO;
  coin.treasuryPaidNative = ZERO;
  coin.granted = COINS_GRANTED;
  coin.grantsClaimed = ZERO;
  coin.grantClaimCount = 0;
  coin.vestingTotal = COINS_VESTED;
  coin.vestingDuration = VESTING_DURATION;
  coin.vestingReleased = ZERO;
  coin.totalPower = COIN_SUPPLY;
}

/** The stream as the staking contract begins with it. */
export function initializeStream(coin: Coin, reserve: BigInt, timestamp: BigInt): void {
  coin.acc = ZERO;
  coin.reserve = reserve;
  coin.weight = ZERO;
  coin.principal = ZERO;
  coin.streamedAt = timestamp;
  coin.rateFactor = 10_000;
  coin.rewardCap = 1_500;
  coin.rewardsPaid = ZERO;
}

/** Adds what came into the pool, and takes away what left it: amounts of token0 and token1, negative ones left. */
export function movePool(coin: Coin, amount0: BigInt, amount1: BigInt): void {
  coin.poolCoins = coin.poolCoins.plus(coin.isToken0 ? amount0 : amount1);
  coin.poolNative = coin.poolNative.plus(coin.isToken0 ? amount1 : amount0);
}
