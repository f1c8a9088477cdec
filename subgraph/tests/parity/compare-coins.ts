import assert from "node:assert/strict";

import { getAddress, zeroAddress, type Address } from "viem";

import { readCoin, readPastPower, type CoinHolderOnChain, type CoinOnChain } from "./coin-state.ts";
import type { ModelCoin } from "./coin-model.ts";
import { readAll, readBuckets, type Row } from "./indexed.ts";
import { startOfDay, startOfHour, type Model } from "./model.ts";
import type { Random } from "./random.ts";
import { EVERYBODY, type World, type WorldCoin } from "./world.ts";

const BASIS = 10_000n;
const YEAR = 31_536_000n;
const LOCKS = ["None", "Days30", "Days90", "Days365"];
/** Moments at which past power is compared, of each coin. */
const MOMENTS = 30;

const same = (actual: unknown, expected: unknown, what: string): void =>
  assert.deepStrictEqual(actual, expected, what);
const big = (row: Row | undefined, field: string): bigint =>
  BigInt((row?.[field] as string | undefined) ?? 0);
const all = (row: Row | undefined, fields: string[]): bigint[] => fields.map((field) => big(row, field));
const idOf = (row: Row, field: string): string => (row[field] as { id: string }).id;
const sum = (values: bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
const least = (values: bigint[]): bigint => values.reduce((min, value) => (value < min ? value : min));
const most = (values: bigint[]): bigint => values.reduce((max, value) => (value > max ? value : max));

const COIN_FIELDS = `isToken0 holderCount stakerCount price tradeCount volumeNative volumeCoins sqrtPriceX96 tick
  liquidity poolCoins poolNative feesCoins feesNative artistFeesCoins artistFeesNative artistPaidCoins artistPaidNative
  treasuryPaidCoins treasuryPaidNative grantsClaimed grantClaimCount grantsSwept vestingReleased acc reserve weight
  principal streamedAt baseRate rateFactor rewardCap totalPower openingPrice`;

/** The schema's formula for `acc` at a time. */
const accAt = (coin: Row, now: bigint): bigint => {
  const dt = now - big(coin, "streamedAt");
  const weight = big(coin, "weight");
  const emitted = least([
    (big(coin, "baseRate") * big(coin, "rateFactor") * dt) / BASIS,
    (weight * big(coin, "rewardCap") * dt) / (10n * BASIS * YEAR),
    big(coin, "reserve"),
  ]);
  return emitted === 0n ? big(coin, "acc") : big(coin, "acc") + (emitted << 80n) / weight;
};

const compareMarket = (row: Row, chain: CoinOnChain, model: ModelCoin): void => {
  const { trades, fees, grants } = model;
  same(row.isToken0, model.isToken0, "order of tokens");
  same([big(row, "poolCoins"), big(row, "poolNative")], [chain.poolCoins, chain.poolNative], "pool");
  if (row.tick !== null) {
    const state = [big(row, "sqrtPriceX96"), row.tick, big(row, "liquidity")];
    same(state, [chain.slot0[0], chain.slot0[1], chain.liquidity], "state of the pool");
  }
  same(row.tradeCount, trades.length, "trades");
  same(big(row, "price"), trades.at(-1)?.price ?? big(row, "openingPrice"), "price");
  const volumes = [sum(trades.map(({ native }) => native)), sum(trades.map(({ coins }) => coins))];
  same(all(row, ["volumeNative", "volumeCoins"]), volumes, "volumes");
  same(all(row, ["feesCoins", "feesNative"]), [fees.coins, fees.native], "fees");
  const credit = (token: string): [bigint, bigint] => {
    const artists = big(row, `artistFees${token}`);
    const waiting = big(row, `fees${token}`) - artists - big(row, `treasuryPaid${token}`);
    return [artists - big(row, `artistPaid${token}`), waiting];
  };
  same([credit("Coins"), credit("Native")], [chain.coinCredit, chain.nativeCredit], "credits");
  same([big(row, "grantsClaimed"), row.grantClaimCount], [grants.amount, grants.count], "grants");
  same(row.grantsSwept !== null, chain.isSwept, "swept");
  same(big(row, "vestingReleased"), chain.released, "vesting");
};

const compareStream = (row: Row, { stream, totalPower, holders }: CoinOnChain): void => {
  const actual = all(row, ["acc", "reserve", "weight", "principal", "streamedAt", "baseRate"]);
  const { acc, reserve, weight, principal, updatedAt, baseRate } = stream;
  same(actual, [acc, reserve, weight, principal, BigInt(updatedAt), baseRate], "stream");
  same([row.rateFactor, row.rewardCap], [stream.rateFactor, stream.cap], "rate and cap");
  same(big(row, "totalPower"), totalPower, "total power");
  same(row.holderCount, holders.filter(({ balance }) => balance > 0n).length, "holders");
  const stakers = holders.filter(({ positions }) => positions.some(([amount]) => amount > 0n));
  same(row.stakerCount, stakers.length, "stakers");
};

const compareHolder = (
  row: Row | undefined,
  stakes: readonly Row[],
  chain: CoinHolderOnChain,
  acc: bigint,
): void => {
  const who = `coins of ${chain.account}`;
  const delegate = row?.delegate ? getAddress(idOf(row, "delegate")) : zeroAddress;
  same([big(row, "balance"), delegate], [chain.balance, chain.delegate], who);
  const staked = sum(chain.positions.map(([amount]) => amount));
  same(all(row, ["staked", "total"]), [staked, chain.balance + staked], `${who}: staked`);
  const power = [chain.liquidVotes, chain.stakedVotes, chain.liquidVotes + chain.stakedVotes];
  same(all(row, ["liquidVotes", "stakedVotes", "power"]), power, `${who}: power`);
  same(all(row, ["weight", "paid", "owed"]), chain.rewards, `${who}: rewards`);
  const earned = (big(row, "weight") * (acc - big(row, "paid"))) >> 80n;
  same(big(row, "owed") + earned, chain.claimable, `${who}: claimable`);
  const positions = LOCKS.map((lock) => {
    const stake = stakes.find((one) => one.lock === lock);
    return [big(stake, "amount"), Number(stake?.unlockAt ?? 0)];
  });
  same(positions, chain.positions, `${who}: positions`);
};

const comparePower = async (
  { world, random }: Comparison,
  target: WorldCoin,
  checkpoints: readonly Row[],
  totals: readonly Row[],
  now: number,
): Promise<void> => {
  const times = [...checkpoints, ...totals].map(({ at }) => Number(at));
  if (times.length === 0) return;
  const moments = Array.from({ length: MOMENTS }, () => ({
    account: random.chance(0.25) ? null : random.pick(EVERYBODY),
    at: Math.min(random.pick(times) + random.pick([-1, 0, 1, 5_000]), now - 1),
  }));
  const newest = (rows: readonly Row[], at: number): Row | undefined =>
    rows
      .filter((row) => Number(row.at) <= at)
      .toSorted((a, b) => Number(a.at) - Number(b.at))
      .at(-1);
  const expected = moments.map(({ account, at }) => {
    if (account === null) return big(newest(totals, at) ?? { totalPower: String(10n ** 24n) }, "totalPower");
    const own = checkpoints.filter((row) => idOf(row, "account") === account.toLowerCase());
    return big(newest(own, at), "power");
  });
  same(expected, await readPastPower(world, target, moments), "past power");
};

const CANDLE = "open high low close volumeCoins volumeNative trades";

const compareCandles = async (url: string, coins: ReadonlyMap<Address, ModelCoin>): Promise<void> => {
  for (const [interval, startOf] of [["hour", startOfHour] as const, ["day", startOfDay] as const]) {
    const rows = await readBuckets(url, "coinCandles", interval, `${CANDLE} coin { id }`);
    for (const [address, { trades }] of coins) {
      const own = rows.filter((row) => idOf(row, "coin") === address.toLowerCase());
      const actual = own.map((row) => [Number(row.timestamp) / 1e6, ...all(row, CANDLE.split(" "))]);
      const expected = [...Map.groupBy(trades, ({ time }) => startOf(time))].map(([start, group]) => {
        const prices = group.map(({ price }) => price);
        return [
          ...[start, prices[0], most(prices), least(prices), prices.at(-1)],
          ...[sum(group.map(({ coins }) => coins)), sum(group.map(({ native }) => native))],
          BigInt(group.length),
        ];
      });
      same(actual, expected, `candles per ${interval} of ${address}`);
    }
  }
};

interface Comparison {
  url: string;
  world: World;
  model: Model;
  random: Random;
}

/** Every coin, holder, stake, checkpoint and candle, against the chain and against what the logs say. */
export const compareCoins = async (comparison: Comparison): Promise<void> => {
  const { url, world, model } = comparison;
  const rows = await readAll(url, "coins", COIN_FIELDS);
  same(rows.length, world.coins.length, "coins");
  for (const target of world.coins) {
    const of = `coin: "${target.coin.toLowerCase()}"`;
    const row = rows.find(({ id }) => id === target.coin.toLowerCase())!;
    const modelled = model.coins.coins.get(target.coin)!;
    const chain = await readCoin(world, target);
    compareMarket(row, chain, modelled);
    compareStream(row, chain);
    const fields =
      "account { id } delegate { id } balance staked total liquidVotes stakedVotes power weight paid owed";
    const holders = await readAll(url, "coinHolders", fields, of);
    const stakes = await readAll(url, "coinStakes", "account { id } lock amount unlockAt", of);
    const acc = accAt(row, BigInt(chain.now));
    for (const holder of chain.holders) {
      const id = holder.account.toLowerCase();
      const own = stakes.filter((stake) => idOf(stake, "account") === id);
      compareHolder(
        holders.find((one) => idOf(one, "account") === id),
        own,
        holder,
        acc,
      );
    }
    const checkpoints = await readAll(url, "powerCheckpoints", "account { id } at power", of);
    const totals = await readAll(url, "totalPowerCheckpoints", "at totalPower", of);
    await comparePower(comparison, target, checkpoints, totals, chain.now);
    const transfers = await readAll(url, "coinTransfers", "isDirect", of);
    same(transfers.length, modelled.transfers, "transfers");
    const direct = transfers.filter(({ isDirect }) => isDirect);
    same(direct.length, modelled.directTransfers, "transfers between accounts");
    same((await readAll(url, "coinDelegations", "to", of)).length, modelled.delegations, "delegations");
  }
  await compareCandles(url, model.coins.coins);
};
