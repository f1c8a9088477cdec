import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, maxUint256, parseEther } from "viem";

import {
  COIN,
  type CoinPlatform,
  coinSorted,
  deployCoinPlatform,
  launchCoin,
  type Launched,
  SUPPLY,
} from "../helpers/coins.ts";
import { loadFixture, networkHelpers, people, publicClient, wait } from "../helpers/network.ts";
import { seeded } from "../helpers/random.ts";
import { addLiquidity, buyCoins, quote, sellCoins } from "../helpers/uniswap.ts";

const { ann, ben, cleo, artist, stranger } = people;
const traders = [ann, ben, cleo];
const STEPS = 120;

interface World {
  launched: Launched;
  /** Fees that were paid out, by token, to both parties. */
  paid: { coins: bigint; natives: bigint };
}

async function start(platform: CoinPlatform, isFirst: boolean): Promise<World> {
  const launched = await launchCoin(platform, {}, coinSorted(platform, isFirst), parseEther("5"));
  const { uniswap } = platform;
  for (const account of traders) {
    for (const spender of [uniswap.router, uniswap.positions]) {
      await launched.coin.write.approve([spender.address, maxUint256], { account });
      await uniswap.weth.write.approve([spender.address, maxUint256], { account });
    }
    await uniswap.weth.write.deposit({ account, value: parseEther("3") });
  }
  return { launched, paid: { coins: 0n, natives: 0n } };
}

const positionsOf = ({ market }: Launched) => [market.coinPosition, market.nativePosition];

async function liquidityOf({ platform }: Launched, id: bigint): Promise<bigint> {
  const answer = await platform.uniswap.positions.read.positions!([id]);
  return (answer as readonly unknown[])[7] as bigint;
}

/** A trader's own full-range position next to the locked ones. */
async function join({ launched }: World, account: Address): Promise<void> {
  const { coin, platform } = launched;
  const { uniswap } = platform;
  const held = await coin.read.balanceOf([account]);
  if (held < COIN) return;
  const isFirst = coin.address.toLowerCase() < uniswap.weth.address.toLowerCase();
  const [token0, token1] = isFirst
    ? [coin.address, uniswap.weth.address]
    : [uniswap.weth.address, coin.address];
  const amounts = isFirst
    ? { amount0: held / 10n, amount1: parseEther("0.01") }
    : { amount0: parseEther("0.01"), amount1: held / 10n };
  const terms = { token0, token1, tickLower: -887_200, tickUpper: 887_200, ...amounts };
  await addLiquidity(uniswap, account, terms);
}

async function pay(world: World, who: "artist" | "treasury"): Promise<void> {
  const { locker } = world.launched.platform;
  const { result } = await (
    who === "artist"
      ? locker.simulate.payArtist([1n, stranger], { account: artist })
      : locker.simulate.payTreasury([1n])
  ).catch(() => ({ result: undefined }));
  if (!result) return;
  if (who === "artist") await locker.write.payArtist([1n, stranger], { account: artist });
  else await locker.write.payTreasury([1n]);
  world.paid.coins += result[0];
  world.paid.natives += result[1];
}

type Step = (world: World, pick: ReturnType<typeof seeded>) => Promise<unknown>;

const steps: readonly Step[] = [
  async ({ launched: { platform, coin } }, { pick, below }) => {
    const amount = 1n + BigInt(below(2 ** 31)) * 10n ** BigInt(pick([0, 4, 8]));
    const expected = await quote(platform.uniswap, platform.uniswap.weth.address, coin.address, amount);
    const account = pick(traders);
    const before = await coin.read.balanceOf([account]);
    await buyCoins(platform.uniswap, account, coin.address, amount);
    assert.equal((await coin.read.balanceOf([account])) - before, expected, "the quoter's answer");
  },
  async ({ launched: { platform, coin } }, { pick, below }) => {
    const account = pick(traders);
    const amount = ((await coin.read.balanceOf([account])) * BigInt(below(100))) / 100n;
    if (amount > 0n) await sellCoins(platform.uniswap, account, coin.address, amount);
  },
  async ({ launched }, { pick }) =>
    launched.platform.locker.write.collect([pick(positionsOf(launched))], { account: stranger }),
  async (world) => pay(world, "artist"),
  async (world) => pay(world, "treasury"),
  async (world, { pick }) => join(world, pick(traders)),
  async ({ launched: { coin } }, { pick }) =>
    coin.write.delegate([pick(traders)], { account: pick(traders) }),
];

/** What the locker holds is what it owes, the liquidity is the one it was given, and no coin came or went. */
async function assertSound({ launched, paid }: World, liquidity: readonly bigint[]): Promise<void> {
  const { platform, coin } = launched;
  const { locker, uniswap } = platform;
  for (const [i, id] of positionsOf(launched).entries()) {
    assert.equal(await uniswap.positions.read.ownerOf!([id]), locker.address);
    assert.equal(await liquidityOf(launched, id), liquidity[i]);
  }
  const owed = async (token: Address) => (await locker.read.creditOf([1n, token])).reduce((a, b) => a + b);
  assert.equal(await coin.read.balanceOf([locker.address]), await owed(coin.address));
  assert.equal(await uniswap.weth.read.balanceOf([locker.address]), await owed(uniswap.weth.address));
  assert.equal(await publicClient.getBalance({ address: locker.address }), 0n);
  assert.equal(await coin.read.totalSupply(), SUPPLY);
  assert.ok(paid.coins <= SUPPLY);
}

describe("A coin's market", () => {
  for (const [isFirst, seed] of [
    [true, 11],
    [false, 12],
  ] as const) {
    const order = isFirst ? "first" : "second";
    it(`keeps its liquidity and accounts for its fees, the coin being the ${order} token`, async () => {
      const world = await start(await loadFixture(deployCoinPlatform), isFirst);
      const { launched, paid } = world;
      const { market } = launched;
      const liquidity = await Promise.all(positionsOf(launched).map((id) => liquidityOf(launched, id)));
      assert.ok(liquidity.every((amount) => amount > 0n));
      const random = seeded(seed);
      for (let step = 0; step < STEPS; step++) {
        if (step === STEPS / 2) await networkHelpers.setCode(market.treasury, "0x00");
        await wait(1 + random.below(3_600));
        await random.pick(steps)(world, random);
        if (step % 10 === 9) await assertSound(world, liquidity);
      }
      await pay(world, "artist");
      assert.ok(paid.coins > 0n && paid.natives > 0n, "fees were earned in both tokens");
    });
  }
});
