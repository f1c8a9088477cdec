import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { Address } from "viem";

import {
  COIN,
  coinSorted,
  type CoinPlatform,
  type CoinTerms,
  deployCoinPlatform,
  launchCoin,
  predictCoin,
  registerWithCoin,
  saltOf,
} from "../helpers/coins.ts";
import { coinGoesRed } from "../helpers/broken-coins.ts";
import { loadFixture, now, people, reverts } from "../helpers/network.ts";
import { defaultTerms } from "../helpers/terms.ts";
import { buyCoins, POOL_FEE, poolAt, poolOf } from "../helpers/uniswap.ts";

const { ann, stranger } = people;
const Q96 = 2n ** 96n;
const MIN_RATIO = 4_295_128_739n;
const MAX_RATIO = 1_461_446_703_485_210_103_287_273_052_203_988_822_378_723_970_342n;

/** Square roots of prices (token1 per token0): nearly free coins, absurdly dear ones, the end of the scale. */
const wrongPrices: Record<string, (isFirst: boolean) => bigint> = {
  "a thousandth of a millionth": (isFirst) => (isFirst ? Q96 / 10n ** 9n : Q96 * 10n ** 9n),
  "a million times too high": (isFirst) => (isFirst ? Q96 * 1_000n : Q96 / 1_000n),
  "the end of the scale": (isFirst) => (isFirst ? MIN_RATIO : MAX_RATIO - 1n),
};

async function openPool(platform: CoinPlatform, coin: Address, sqrtPrice?: bigint): Promise<Address> {
  const { uniswap } = platform;
  const account = stranger;
  await uniswap.factory.write.createPool!([coin, uniswap.weth.address, POOL_FEE], { account });
  const pool = await poolOf(uniswap, coin);
  if (sqrtPrice !== undefined) await poolAt(pool).write.initialize([sqrtPrice], { account });
  return pool;
}

/** Whoever opens pools first, the coin opens at the artist's price with all of its liquidity. */
async function opensAsTheArtistWants(platform: CoinPlatform, terms: CoinTerms): Promise<void> {
  const launched = await launchCoin(platform, {}, terms).catch((error: unknown) => error as Error);
  if (launched instanceof Error) assert.fail(`a dead end: ${launched.message}`);
  const { pool, coin, market } = launched;
  const [sqrtPrice] = await pool.read.slot0();
  const isFirst = coin.address.toLowerCase() < platform.uniswap.weth.address.toLowerCase();
  const ratio = Number(sqrtPrice) / Number(Q96);
  const price = (isFirst ? ratio ** 2 : ratio ** -2) * 1e18;
  assert.ok(Math.abs(price / Number(terms.openingPrice) - 1) < 1e-9, `opened at ${price}`);
  assert.ok(market.coinAmount > 249_999n * COIN, "all liquidity");

  await buyCoins(platform.uniswap, ann, coin.address, 10n ** 15n);
  const paid = Number((10n ** 15n * COIN) / (await coin.read.balanceOf([ann])));
  assert.ok(paid > Number(terms.openingPrice) && paid < Number(terms.openingPrice) * 1.04, `paid ${paid}`);
}

async function withForeignPools(
  platform: CoinPlatform,
  isFirst: boolean,
  sqrtPrice: bigint | undefined,
  count = 2,
) {
  const terms = coinSorted(platform, isFirst);
  for (let attempt = 0; attempt < count; attempt++) {
    await openPool(platform, predictCoin(platform, terms, attempt), sqrtPrice);
  }
  await opensAsTheArtistWants(platform, terms);
}

describe("attack: somebody opens the coin's pool first", () => {
  for (const isFirst of [true, false]) {
    const order = isFirst ? "first" : "second";
    for (const [what, sqrtPrice] of Object.entries(wrongPrices)) {
      it(`at ${what}, where the coin is the ${order} token`, async () =>
        withForeignPools(await loadFixture(deployCoinPlatform), isFirst, sqrtPrice(isFirst)));
    }

    it(`without a price, where the coin is the ${order} token`, async () =>
      withForeignPools(await loadFixture(deployCoinPlatform), isFirst, undefined));

    it(`goes red on a copy that takes the pool it finds, where the coin is the ${order} token`, () =>
      coinGoesRed(
        (platform) =>
          withForeignPools(platform, isFirst, wrongPrices["a million times too high"]!(isFirst), 1),
        "launcher",
        ...takesWhatItFinds,
      ));
  }

  it("goes red on a copy that tries one address only", () =>
    coinGoesRed((platform) => withForeignPools(platform, true, Q96, 1), "launcher", {
      file: "coin/CoinLauncher.sol",
      replace: "uint256 public constant MAX_ATTEMPTS = 32;",
      with: "uint256 public constant MAX_ATTEMPTS = 1;",
    }));

  it("for all addresses of a salt, which costs 140 million gas: another salt goes through", async () => {
    const platform = await loadFixture(deployCoinPlatform);
    const terms = coinSorted(platform, true);
    const attempts = Number(await platform.launcher.read.MAX_ATTEMPTS());
    for (let attempt = 0; attempt < attempts; attempt++) {
      await openPool(platform, predictCoin(platform, terms, attempt));
    }
    const call = registerWithCoin(platform, defaultTerms(await now()), terms);
    await reverts(call, platform.launcher, "CoinLauncher_NoFreePool", [terms.salt]);
    assert.equal(await platform.registry.read.hasCoin([1n]), false);
    await opensAsTheArtistWants(platform, { ...terms, salt: saltOf(0xbeef) });
  });
});

/** What Uniswap's own `createAndInitializePoolIfNecessary` does. */
const takesWhatItFinds = [
  {
    file: "coin/CoinLauncher.sol",
    replace: "if (FACTORY.getPool(coin, address(WRAPPED), POOL_FEE) != address(0)) continue;",
    with: "",
  },
  {
    file: "coin/CoinLauncher.sol",
    replace: "pool = FACTORY.createPool(coin, address(WRAPPED), POOL_FEE);",
    with: `pool = FACTORY.getPool(coin, address(WRAPPED), POOL_FEE);
        if (pool == address(0)) pool = FACTORY.createPool(coin, address(WRAPPED), POOL_FEE);`,
  },
  {
    file: "coin/CoinLauncher.sol",
    replace: "IUniswapV3Pool(pool).initialize(market.sqrtPriceX96);",
    with: "try IUniswapV3Pool(pool).initialize(market.sqrtPriceX96) {} catch {}",
  },
];
