import { type Address, maxUint256, parseEther } from "viem";

import {
  COIN,
  coinSorted,
  deployCoinPlatformWith,
  endow,
  launchCoin,
  type Launched,
  Lock,
  registerWithCoin,
  stakeCoins,
} from "../../test/helpers/coins.ts";
import type { Platform } from "../../test/helpers/fixture.ts";
import { DAY, gasOf, now, people, wait } from "../../test/helpers/network.ts";
import { defaultTerms } from "../../test/helpers/terms.ts";
import { addLiquidity, buyCoins, POOL_FEE, poolAt, poolOf, swapTokens } from "../../test/helpers/uniswap.ts";
import { call, deployPeer, type Measure } from "../measure.ts";

const { admin, ann, ben, cleo, dan } = people;

/** Staking with rewards and without votes, of the same coin: Dan staked before, rewards run. */
async function deployRewards(launched: Launched) {
  const { coin } = launched;
  const rewards = await deployPeer("StakingRewards", [coin.address]);
  for (const account of [ann, dan]) {
    await coin.write.approve([rewards.address, maxUint256], { account });
  }
  await coin.write.transfer([rewards.address, 100n * COIN], { account: cleo });
  await call(rewards, "stake", [COIN], dan);
  await call(rewards, "notifyRewardAmount", [100n * COIN], admin);
  await stakeCoins(launched, dan, COIN);
  return rewards;
}

/** Pool, price and a one-sided position of a token that exists, as three calls of Uniswap's own contracts. */
async function openByHand({ platform, pool }: Launched): Promise<bigint> {
  const { uniswap, usdc } = platform;
  const [sqrtPrice, tick] = await pool.read.slot0();
  const isFirst = usdc.address.toLowerCase() < uniswap.weth.address.toLowerCase();
  const tokens = [usdc.address, uniswap.weth.address] as [Address, Address];
  const [token0, token1] = isFirst ? tokens : (tokens.reverse() as [Address, Address]);
  const create = await gasOf(await uniswap.factory.write.createPool!([token0, token1, POOL_FEE]));
  const created = await poolOf(uniswap, usdc.address);
  const initialise = await gasOf(poolAt(created).write.initialize([sqrtPrice]));
  const below = Math.floor(tick / 200) * 200;
  const range = isFirst
    ? { tickLower: below + 200, tickUpper: 887_200, amount0: 10n ** 12n, amount1: 0n }
    : { tickLower: -887_200, tickUpper: below, amount0: 0n, amount1: 10n ** 12n };
  return create + initialise + (await gasOf(addLiquidity(uniswap, ann, { token0, token1, ...range })));
}

async function prepareStakes(launched: Launched) {
  const rewards = await deployRewards(launched);
  for (const account of [ben, dan]) {
    await stakeCoins(launched, account, 9n * COIN);
    await wait(DAY);
  }
  await call(rewards, "stake", [9n * COIN], ann);
  await stakeCoins(launched, ann, 9n * COIN);
  await wait(DAY);
  return rewards;
}

function staking(launched: Launched, rewards: Awaited<ReturnType<typeof deployRewards>>): Measure[] {
  const stakeOfPeer = (account: Address) => () => call(rewards, "stake", [9n * COIN], account);
  const name = "StakingRewards of the same coin, no locks, no votes";
  return [
    {
      name: "Stake coins with votes, first",
      target: 130_000,
      ours: () => stakeCoins(launched, people.collector, 9n * COIN),
      peers: { [name]: stakeOfPeer(people.collector) },
    },
    {
      name: "Stake coins with votes, later",
      target: 112_000,
      ours: () => stakeCoins(launched, ann, 9n * COIN),
      peers: { [name]: stakeOfPeer(ann) },
    },
    {
      name: "Stake coins for 365 days, first",
      ours: () => stakeCoins(launched, people.collector, 9n * COIN, Lock.days365),
    },
    {
      name: "Claim staking rewards",
      target: 56_000,
      ours: () => launched.staking.write.claim([ann], { account: ann }),
      peers: { [name]: () => call(rewards, "getReward", [], ann) },
    },
  ];
}

export async function coins(base: Platform): Promise<Measure[]> {
  const platform = await deployCoinPlatformWith({}, base);
  const { uniswap, usdc } = platform;
  const launched = await launchCoin(platform, {}, coinSorted(platform, true));
  const { coin } = launched;
  await endow(launched, 1_000n * COIN, ann, ben, cleo, dan, people.collector);
  const rewards = await prepareStakes(launched);
  await coin.write.approve([rewards.address, maxUint256], { account: people.collector });
  await usdc.write.approve([uniswap.positions.address, maxUint256], { account: ann });
  await buyCoins(uniswap, ann, coin.address, parseEther("1"));
  await uniswap.weth.write.deposit({ account: ann, value: parseEther("1") });
  await uniswap.weth.write.approve([uniswap.router.address, maxUint256], { account: ann });
  const newcomer = people.stranger;
  await platform.registry.write.registerArtist(["Bo", { digest: `0x${"00".repeat(32)}`, codec: 0 }], {
    account: newcomer,
  });
  const artistId = await platform.registry.read.artistCount();

  return [
    {
      name: "First master with coin, pool, locked position, vesting, grants and staking",
      target: 12_000_000,
      ours: async () => registerWithCoin(platform, { ...defaultTerms(await now()), artistId }),
      peers: { "Uniswap V3: pool, price and position alone": () => openByHand(launched) },
    },
    ...staking(launched, rewards),
    {
      name: "Swap of a coin (exactInputSingle)",
      ours: () => swapTokens(uniswap, ann, uniswap.weth.address, coin.address, parseEther("0.01")),
    },
  ];
}
