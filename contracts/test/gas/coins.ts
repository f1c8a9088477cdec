import { parseEther, type Hash, maxUint256 } from "viem";

import {
  COIN,
  type CoinPlatform,
  coinSorted,
  deployCoinPlatform,
  endow,
  launchCoin,
  type Launched,
  Lock,
  stakeCoins,
} from "../helpers/coins.ts";
import { buy, closeByArtist } from "../helpers/actions.ts";
import { launch } from "../helpers/fixture.ts";
import { DAY, gasOf, networkHelpers, people, publicClient, resetChain, wait } from "../helpers/network.ts";
import {
  addLiquidity,
  buyCoins,
  POOL_FEE,
  poolAt,
  poolOf,
  sellCoins,
  swapTokens,
} from "../helpers/uniswap.ts";
import type { Figures } from "./measure.ts";

const { artist, ann, ben, cleo, dan } = people;

// Figures depend on zero bytes in calldata, so addresses and times are the same in every run.
const START = 0x77111111;
const END = 0x77555555;

type Note = (name: string, hash: Hash | Promise<Hash>) => Promise<void>;

/** A coin that sorts before the wrapped native coin; in the other order figures differ by some hundreds. */
const launchFirst = (platform: CoinPlatform, value = 0n): Promise<Launched> =>
  launchCoin(
    platform,
    { totalShares: 10_000, publicShares: 9_000, end: END },
    coinSorted(platform, true),
    value,
  );

async function measureLaunch(platform: CoinPlatform, note: Note): Promise<void> {
  const snapshot = await networkHelpers.takeSnapshot();
  const both = await launchFirst(platform, parseEther("1"));
  await note("register the first master with its coin and native liquidity", both.hash);
  await snapshot.restore();
  const { hash } = await launchFirst(platform);
  await note("register the first master with its coin", hash);
  await launch(platform, { end: END });
  const count = await platform.registry.read.masterCount();
  const [log] = await platform.registry.getEvents.MasterRegistered({ masterId: count });
  await note("register a later master", log!.transactionHash);
}

/** The same pool and position by Uniswap's own contracts, with tokens that exist already. */
async function measureUniswap(platform: CoinPlatform, note: Note): Promise<void> {
  const { coin, pool, market } = await launchFirst(platform);
  const { uniswap, usdc } = platform;
  await coin.write.delegate([ann], { account: ann });
  const [sqrtPrice] = await pool.read.slot0();
  const [token0, token1] = [usdc.address, uniswap.weth.address].sort((a, b) =>
    a.toLowerCase() < b.toLowerCase() ? -1 : 1,
  ) as [typeof usdc.address, typeof usdc.address];
  const create = await uniswap.factory.write.createPool!([token0, token1, POOL_FEE]);
  await note("Uniswap: create a pool", create);
  const other = await poolOf(uniswap, usdc.address);
  await note("Uniswap: initialise it", poolAt(other).write.initialize([sqrtPrice]));
  await usdc.write.approve([uniswap.positions.address, maxUint256], { account: ann });
  const isFirst = token0 === usdc.address;
  const amounts = isFirst ? { amount0: 10n ** 12n, amount1: 0n } : { amount0: 0n, amount1: 10n ** 12n };
  const answer = await uniswap.positions.read.positions!([market.coinPosition]);
  const [lower, upper] = [(answer as number[])[5]!, (answer as number[])[6]!];
  const range = isFirst
    ? { tickLower: lower, tickUpper: upper }
    : { tickLower: -upper, tickUpper: lower - 400 };
  const position = await addLiquidity(uniswap, ann, { token0, token1, ...range, ...amounts });
  await note("Uniswap: a position", position);
}

async function measureMarket(platform: CoinPlatform, note: Note): Promise<void> {
  const launched = await launchFirst(platform);
  const { uniswap, locker } = platform;
  const { coin, market } = launched;
  const { weth } = uniswap;
  await buyCoins(uniswap, ann, coin.address, parseEther("1"));
  await buyCoins(uniswap, ben, coin.address, parseEther("1"));
  for (const account of [ann, ben]) {
    await coin.write.approve([uniswap.router.address, maxUint256], { account });
    await weth.write.approve([uniswap.router.address, maxUint256], { account });
    await weth.write.deposit({ account, value: parseEther("2") });
  }
  await sellCoins(uniswap, ann, coin.address, 100n * COIN);
  const tokens = (account: typeof ann) =>
    swapTokens(uniswap, account, weth.address, coin.address, parseEther("0.01"));
  await note("swap wrapped native coin for coins", tokens(ann));
  await note(
    "swap coins for wrapped native coin",
    swapTokens(uniswap, ann, coin.address, weth.address, COIN),
  );
  await note("buy coins with native coin", buyCoins(uniswap, ann, coin.address, parseEther("0.01")));
  await note("sell coins for native coin", sellCoins(uniswap, ann, coin.address, COIN));
  await coin.write.delegate([ben], { account: ben });
  await wait(60);
  await note("swap wrapped native coin for coins that vote", tokens(ben));
  await note("collect fees of a position", locker.write.collect([market.coinPosition]));
  await note("pay the artist's fees", locker.write.payArtist([1n, artist], { account: artist }));
}

async function measureGrants(platform: CoinPlatform, note: Note): Promise<void> {
  const { coin, master, vesting } = await launchFirst(platform);
  const { grants } = platform;
  for (const account of [ann, ben]) await buy(master, account, 3);
  await closeByArtist(master);
  await note("claim coins of the first IPO", grants.write.claim([coin.address, ann], { account: ann }));
  await note("sweep unsold coins", grants.write.sweep([coin.address], { account: cleo }));
  await note("release vested coins, first", vesting.write.release([coin.address]));
  await wait(DAY);
  await note("release vested coins, later", vesting.write.release([coin.address]));
}

/** Votes keep two checkpoints to a slot: every second change of an account, and of the total, is 17,100 cheaper. */
async function measureStaking(platform: CoinPlatform, note: Note): Promise<void> {
  const launched = await launchFirst(platform);
  const { staking, coin } = launched;
  await endow(launched, 1_000n * COIN, ann, ben, cleo, dan);
  for (let i = 0; i < 3; i++) {
    await stakeCoins(launched, dan, 7n * COIN);
    await wait(DAY);
  }
  await note("stake coins, first, a new slot of the total's votes", stakeCoins(launched, ann, 9n * COIN));
  await wait(DAY);
  await note("stake coins, later, a new slot of the account's votes", stakeCoins(launched, ann, 9n * COIN));
  await wait(DAY);
  await note("stake coins, later, a new slot of the total's votes", stakeCoins(launched, ann, 9n * COIN));
  await wait(DAY);
  await note("stake coins for 365 days, first", stakeCoins(launched, ben, 9n * COIN, Lock.days365));
  await wait(DAY);
  await note("claim staking rewards", staking.write.claim([ann], { account: ann }));
  await wait(DAY);
  await note("compound staking rewards", staking.write.compound({ account: ann }));
  await wait(DAY);
  await note("unstake coins", staking.write.unstake([Lock.none, COIN], { account: ann }));
  await wait(365 * DAY);
  await note("expire a lock", staking.write.expire([ben, Lock.days365], { account: cleo }));
  await wait(DAY);
  await note("stake coins, first", stakeCoins(launched, cleo, 9n * COIN));
  await note("transfer coins that do not vote", coin.write.transfer([ben, COIN], { account: ann }));
  await note("delegate votes, first", coin.write.delegate([ann], { account: ann }));
}

const areas = { measureLaunch, measureUniswap, measureMarket, measureGrants, measureStaking };

/** Exact receipt gas of every operation of coins, each area on a chain of its own. */
export async function measureCoins(): Promise<Figures> {
  const figures: Figures = {};
  for (const area of Object.values(areas)) {
    await resetChain(START);
    const platform = await deployCoinPlatform();
    await area(platform, async (name, hash) => {
      const receipt = await publicClient.getTransactionReceipt({ hash: await hash });
      if (receipt.status !== "success") throw new Error(`${name} reverted`);
      figures[name] = Number(await gasOf(hash));
    });
  }
  return figures;
}
