import { type Abi, type Address } from "viem";

import {
  artistCoinAbi,
  artistVestingAbi,
  coinGrantsAbi,
  coinStakingAbi,
  liquidityLockerAbi,
  swapRouterAbi,
} from "../../../contracts/exports/abi.ts";
import type { Context } from "./actions.ts";
import { call, type Transaction } from "./chain.ts";
import { ARTISTS, EVERYBODY, FANS, type WorldCoin } from "./world.ts";

const POOL_FEE = 10_000;
const LOCKS = 4;

type CoinAction = (context: Context, coin: WorldCoin) => Transaction[];

/** Somebody who has coins, and a part of them, often all. */
const someCoins = ({ model, random }: Context, { coin }: WorldCoin): [Address, bigint] => {
  const state = model.coins.coins.get(coin);
  const owners = EVERYBODY.filter((one) => (state?.balance(one) ?? 0n) > 0n);
  const owner = random.pick(owners.length > 0 ? owners : EVERYBODY);
  const has = state?.balance(owner) ?? 0n;
  const part = random.chance(0.1) ? has : (has * BigInt(random.int(1, 600))) / 1_000n;
  return [owner, part];
};

const swap = (
  { world }: Context,
  [tokenIn, tokenOut]: readonly [Address, Address],
  account: Address,
  amountIn: bigint,
  value: bigint,
): Transaction => {
  const limits = { amountOutMinimum: 0n, sqrtPriceLimitX96: 0n };
  const args = [{ tokenIn, tokenOut, fee: POOL_FEE, recipient: account, amountIn, ...limits }];
  const { swapRouter } = world.deployment.uniswap;
  const kind = value > 0n ? "buy coins" : "sell coins";
  return call(kind, account, swapRouter, swapRouterAbi as Abi, "exactInputSingle", args, value);
};

const buyCoins: CoinAction = (context, { coin }) => {
  const { random, world } = context;
  const value = random.chance(0.1) ? BigInt(random.int(1, 9)) : BigInt(random.int(1, 2_000)) * 10n ** 14n;
  return [swap(context, [world.deployment.weth, coin], random.pick(FANS), value, value)];
};

const sellCoins: CoinAction = (context, target) => {
  const [owner, amount] = someCoins(context, target);
  return amount === 0n
    ? []
    : [swap(context, [target.coin, context.world.deployment.weth], owner, amount, 0n)];
};

const onCoin = (from: Address, { coin }: WorldCoin, name: string, args: unknown[]): Transaction =>
  call(`coin: ${name}`, from, coin, artistCoinAbi as Abi, name, args);

const transferCoins: CoinAction = (context, target) => {
  const [owner, amount] = someCoins(context, target);
  const { random } = context;
  const to = random.chance(0.1) ? owner : random.pick(EVERYBODY);
  return [onCoin(owner, target, "transfer", [to, random.chance(0.05) ? 0n : amount])];
};

const delegate: CoinAction = ({ random }, target) => [
  onCoin(random.pick(EVERYBODY), target, "delegate", [
    random.chance(0.1) ? "0x0000000000000000000000000000000000000000" : random.pick(FANS),
  ]),
];

const onStaking = (from: Address, { staking }: WorldCoin, name: string, args: unknown[]): Transaction =>
  call(`staking: ${name}`, from, staking, coinStakingAbi as Abi, name, args);

const stakeCoins: CoinAction = (context, target) => {
  const [owner, amount] = someCoins(context, target);
  return [onStaking(owner, target, "stake", [context.random.int(0, LOCKS - 1), amount])];
};

/** A staked position: whose, under which lock and how much. */
const someStake = ({ model, random }: Context, { coin }: WorldCoin): [Address, number, bigint] => {
  const stakes = [...(model.coins.coins.get(coin)?.stakes ?? [])].flatMap(([account, amounts]) =>
    amounts.flatMap((amount, lock): [Address, number, bigint][] =>
      amount > 0n ? [[account, lock, amount]] : [],
    ),
  );
  return stakes.length > 0 ? random.pick(stakes) : [random.pick(EVERYBODY), 0, 1n];
};

const stakingActs: CoinAction = (context, target) => {
  const { random } = context;
  const [staker, lock, staked] = someStake(context, target);
  const [owner, amount] = someCoins(context, target);
  const left = random.chance(0.3) ? staked : staked / 3n;
  const [from, name, args] = random.pick<[Address, string, unknown[]]>([
    [staker, "unstake", [lock, left]],
    [owner, "expire", [staker, lock]],
    [staker, "claim", [random.pick(EVERYBODY)]],
    [owner, "claimFor", [staker]],
    [staker, "compound", []],
    [owner, "fund", [amount / 50n]],
  ]);
  return [onStaking(from, target, name, args)];
};

const marketActs: CoinAction = ({ random, world, model }, target) => {
  const { CoinGrants, LiquidityLocker } = world.deployment.contracts;
  const locker = (from: Address, name: string, args: unknown[]): Transaction =>
    call(name, from, LiquidityLocker.address, liquidityLockerAbi as Abi, name, args);
  const grants = (name: string, args: unknown[]): Transaction =>
    call(`grants: ${name}`, random.pick(FANS), CoinGrants.address, coinGrantsAbi as Abi, name, args);
  const artist = model.artists[Number(target.artistId) - 1]!;
  return [
    random.pick([
      locker(random.pick(ARTISTS), "collect", [random.pick(target.positions)]),
      locker(artist, "payArtist", [target.artistId, artist]),
      grants("claim", [target.coin, random.pick(EVERYBODY)]),
      grants("claimFor", [target.coin, random.pick(FANS)]),
      grants("sweep", [target.coin]),
      call("release", artist, target.vesting, artistVestingAbi as Abi, "release", [target.coin]),
    ]),
  ];
};

const WEIGHTED: [number, CoinAction][] = [
  [8, buyCoins],
  [5, sellCoins],
  [3, transferCoins],
  [2, delegate],
  [6, stakeCoins],
  [6, stakingActs],
  [4, marketActs],
];
const TOTAL = WEIGHTED.reduce((sum, [weight]) => sum + weight, 0);

/** One random action with a coin. */
export const randomCoinAction = (context: Context): Transaction[] => {
  const { random, world } = context;
  let ticket = random.next() * TOTAL;
  const [, action] = WEIGHTED.find(([weight]) => (ticket -= weight) < 0) ?? WEIGHTED[0]!;
  return action(context, random.pick(world.coins));
};
