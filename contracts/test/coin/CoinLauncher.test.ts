import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, parseEther, zeroAddress } from "viem";

import {
  COIN,
  coinSorted,
  type CoinTerms,
  defaultCoin,
  deployCoinPlatform,
  GRANTED,
  launchCoin,
  type Launched,
  predictCoin,
  registerWithCoin,
  RESERVE,
  saltOf,
  SUPPLY,
} from "../helpers/coins.ts";
import { launch } from "../helpers/fixture.ts";
import {
  emits,
  gasOf,
  impersonate,
  loadFixture,
  now,
  people,
  publicClient,
  reverts,
} from "../helpers/network.ts";
import { defaultTerms, toParams } from "../helpers/terms.ts";
import { buyCoins, quote } from "../helpers/uniswap.ts";

const { ann, artist, stranger } = people;
const VESTED = 300_000n * COIN;
const LIQUIDITY = 250_000n * COIN;
const MAX_TICK = 887_200;
const orders = [
  ["first", true],
  ["second", false],
] as const;

const register = async (coin: Partial<CoinTerms>, value = 0n) => {
  const platform = await loadFixture(deployCoinPlatform);
  return { platform, call: registerWithCoin(platform, defaultTerms(await now()), coin, value) };
};

/** Lower tick, upper tick and liquidity of a position. */
async function positionOf({ platform }: Launched, id: bigint) {
  const answer = (await platform.uniswap.positions.read.positions!([id])) as readonly unknown[];
  return { token0: answer[2] as Address, ticks: [answer[5], answer[6]] as [number, number] };
}

describe("CoinLauncher", () => {
  describe("launch", () => {
    describe("when the caller is not the registry", () => {
      it("reverts with NotRegistry", async () => {
        const { launcher } = await loadFixture(deployCoinPlatform);
        const call = launcher.write.launch([1n, artist, stranger, 1, defaultCoin], { account: artist });
        await reverts(call, launcher, "CoinLauncher_NotRegistry", [artist]);
      });
    });

    describe("when the artist has a coin", () => {
      it("reverts with CoinExists, whatever the registry thinks", async () => {
        const platform = await loadFixture(deployCoinPlatform);
        const { launcher, registry } = platform;
        const { master } = await launchCoin(platform);
        const account = await impersonate(registry.address);
        const args = [1n, artist, master.address, 900, { ...defaultCoin, salt: saltOf(2) }] as const;
        await reverts(launcher.write.launch(args, { account }), launcher, "CoinLauncher_CoinExists", [1n]);
      });
    });

    describe("when the name cannot be used", () => {
      for (const name of ["", "x".repeat(33), "bell\u0007"]) {
        it(`reverts with InvalidName for ${JSON.stringify(name)}`, async () => {
          const { platform, call } = await register({ name });
          await reverts(call, platform.launcher, "CoinLauncher_InvalidName");
        });
      }

      it("takes 32 bytes of UTF-8", async () => {
        const platform = await loadFixture(deployCoinPlatform);
        const name = "é".repeat(16);
        const { coin } = await launchCoin(platform, {}, { name, symbol: "A0Z9A0Z9A0Z" });
        assert.equal(await coin.read.name(), name);
        assert.equal(await coin.read.symbol(), "A0Z9A0Z9A0Z");
      });
    });

    describe("when the symbol cannot be used", () => {
      for (const symbol of ["A", "ABCDEFGHIJKL", "ada", "A A", "A@", "[A"]) {
        it(`reverts with InvalidSymbol for ${symbol}`, async () => {
          const { platform, call } = await register({ symbol });
          await reverts(call, platform.launcher, "CoinLauncher_InvalidSymbol");
        });
      }
    });

    describe("when the opening price is out of bounds", () => {
      for (const openingPrice of [0n, 10n ** 9n - 1n, 10n ** 21n + 1n]) {
        it(`reverts with InvalidPrice for ${openingPrice}`, async () => {
          const { platform, call } = await register({ openingPrice });
          const args = [openingPrice, 10n ** 9n, 10n ** 21n];
          await reverts(call, platform.launcher, "CoinLauncher_InvalidPrice", args);
        });
      }
    });

    describe("when the platform is paused", () => {
      it("reverts with Paused", async () => {
        const platform = await loadFixture(deployCoinPlatform);
        await platform.switchboard.write.pause();
        const call = registerWithCoin(platform, defaultTerms(await now()));
        await reverts(call, platform.registry, "MasterRegistry_Paused");
      });
    });

    describe("when everything is in order", () => {
      it("shares the whole supply out", async () => {
        const launched = await launchCoin(await loadFixture(deployCoinPlatform));
        const { platform, coin, staking, vesting, pool, market } = launched;
        const balance = (account: Address) => coin.read.balanceOf([account]);
        const dust = LIQUIDITY - market.coinAmount;
        assert.ok(dust >= 0n && dust < 10n ** 6n);
        assert.equal(await balance(vesting.address), VESTED);
        assert.equal(await balance(platform.grants.address), GRANTED);
        assert.equal(await balance(pool.address), LIQUIDITY - dust);
        assert.equal(await balance(staking.address), RESERVE + dust);
        assert.equal((await staking.read.stream()).reserve, RESERVE + dust);
        assert.equal(await balance(platform.launcher.address), 0n);
        assert.equal(await coin.read.totalSupply(), SUPPLY);
      });

      it("names what it made, in the event and for the artist", async () => {
        const platform = await loadFixture(deployCoinPlatform);
        const launched = await launchCoin(platform);
        const { coin, staking, vesting, pool, market, terms, master } = launched;
        const parts = {
          coin: coin.address,
          staking: staking.address,
          vesting: vesting.address,
          pool: pool.address,
        };
        assert.deepEqual(await platform.launcher.read.partsOf([1n]), parts);
        assert.equal(coin.address, predictCoin(platform, defaultCoin));
        assert.equal(await coin.read.artistId(), 1n);
        assert.equal(await staking.read.artistId(), 1n);
        assert.equal(await vesting.read.artistId(), 1n);
        assert.equal(await staking.read.coin(), coin.address);
        assert.equal(await staking.read.treasury(), await platform.launcher.read.treasuryOf([1n]));
        assert.deepEqual(terms, defaultCoin);
        const args = [1n, coin.address, master.address, parts, market, terms];
        await emits(launched.hash, platform.launcher, "CoinLaunched", args);
        assert.equal((await platform.launcher.read.partsOf([2n])).coin, zeroAddress);
        assert.notEqual(await platform.launcher.read.treasuryOf([2n]), market.treasury);
      });

      it("stays below 12 million gas, with native coin too", async () => {
        const platform = await loadFixture(deployCoinPlatform);
        const { hash } = await launchCoin(platform, {}, {}, parseEther("1"));
        assert.ok((await gasOf(hash)) < 12_000_000n);
      });
    });

    for (const [order, isFirst] of orders) {
      describe(`when the coin is the ${order} token of its pool`, () => {
        for (const openingPrice of [10n ** 9n, 123_456_789_012n, 10n ** 14n, 10n ** 21n]) {
          it(`opens at ${openingPrice} with coins only, from the next usable tick on`, async () => {
            const platform = await loadFixture(deployCoinPlatform);
            const terms = { ...coinSorted(platform, isFirst), openingPrice };
            const launched = await launchCoin(platform, {}, terms);
            const { pool, coin, market } = launched;
            const [sqrtPrice, tick] = await pool.read.slot0();
            assert.equal(sqrtPrice, market.sqrtPriceX96);
            const ratio = Number(sqrtPrice) / 2 ** 96;
            const price = (isFirst ? ratio ** 2 : ratio ** -2) * 1e18;
            assert.ok(Math.abs(price / Number(openingPrice) - 1) < 1e-9);

            const { token0, ticks } = await positionOf(launched, market.coinPosition);
            assert.equal(token0 === coin.address, isFirst);
            const [lower, upper] = ticks;
            if (isFirst) assert.ok(upper === MAX_TICK && lower > tick && lower <= tick + 200);
            else assert.ok(lower === -MAX_TICK && upper <= tick && upper > tick - 200);
            assert.equal(Math.abs(lower % 200), 0);
            assert.equal(Math.abs(upper % 200), 0);
            assert.equal(await platform.uniswap.weth.read.balanceOf([pool.address]), 0n);
            const owner = await platform.uniswap.positions.read.ownerOf!([market.coinPosition]);
            assert.equal(owner, platform.locker.address);
          });
        }

        it("sells the first coins at most one tick spacing and the fee above the opening price", async () => {
          const platform = await loadFixture(deployCoinPlatform);
          const launched = await launchCoin(platform, {}, coinSorted(platform, isFirst));
          const spent = 10n ** 15n;
          const expected = await quote(
            platform.uniswap,
            platform.uniswap.weth.address,
            launched.coin.address,
            spent,
          );
          await buyCoins(platform.uniswap, ann, launched.coin.address, spent);
          const got = await launched.coin.read.balanceOf([ann]);
          assert.equal(got, expected);
          const price = Number((spent * COIN) / got) / 1e14;
          assert.ok(price > 1.01 && price < 1.0203 / 0.99 + 0.001, `${price}`);
        });

        it("puts native coin below the price and gives the artist what does not fit", async () => {
          const platform = await loadFixture(deployCoinPlatform);
          const { weth } = platform.uniswap;
          const value = parseEther("3") + 7n;
          const terms = {
            ...coinSorted(platform, isFirst),
            openingPrice: 10n ** 21n,
            minNative: parseEther("2.999"),
          };
          const launched = await launchCoin(platform, {}, terms, value);
          const { market, pool } = launched;
          assert.equal(await weth.read.balanceOf([pool.address]), market.nativeAmount);
          assert.ok(market.nativeAmount < value || !isFirst, "rounding leaves something");
          assert.equal(await weth.read.balanceOf([artist]), value - market.nativeAmount);
          assert.equal(await weth.read.balanceOf([platform.launcher.address]), 0n);
          const [, tick] = await pool.read.slot0();
          const { ticks } = await positionOf(launched, market.nativePosition);
          if (isFirst) assert.ok(ticks[0] === -MAX_TICK && ticks[1] <= tick);
          else assert.ok(ticks[1] === MAX_TICK && ticks[0] > tick);
          assert.deepEqual(await platform.locker.read.positionsOf([1n]), [
            market.coinPosition,
            market.nativePosition,
          ]);
        });
      });
    }

    describe("when less native coin becomes liquidity than asked for", () => {
      it("reverts with NativeBelowMinimum", async () => {
        const none = await register({ minNative: 1n });
        await reverts(none.call, none.platform.launcher, "CoinLauncher_NativeBelowMinimum", [0n, 1n]);
        const less = await register({ minNative: 11n ** 15n }, 10n ** 15n);
        await assert.rejects(less.call, /CoinLauncher_NativeBelowMinimum/);
      });
    });

    describe("when it is somebody else's turn", () => {
      it("makes a coin for each artist", async () => {
        const platform = await loadFixture(deployCoinPlatform);
        const one = await launchCoin(platform);
        await platform.registry.write.registerArtist(["Bo", { digest: saltOf(0), codec: 0 }], {
          account: ann,
        });
        const two = await launchCoin(platform, { artistId: 2n }, { name: "Bo Coin", symbol: "BO" });
        assert.notEqual(one.coin.address, two.coin.address);
        assert.equal(await two.coin.read.artistId(), 2n);
        assert.equal(await two.vesting.read.owner(), ann);
      });
    });
  });
});

describe("MasterRegistry with a launcher", () => {
  it("makes a coin with the first master and none with later ones", async () => {
    const platform = await loadFixture(deployCoinPlatform);
    const { registry } = platform;
    assert.equal(await registry.read.hasCoin([1n]), false);
    await reverts(launch(platform), registry, "MasterRegistry_CoinMissing", [1n]);
    await launchCoin(platform);
    assert.equal(await registry.read.hasCoin([1n]), true);
    await launch(platform);
    assert.equal(await registry.read.masterCount(), 2n);
    const again = registerWithCoin(platform, defaultTerms(await now()));
    await reverts(again, registry, "MasterRegistry_CoinExists", [1n]);
  });

  it("refuses a coin for anybody but the artist, and registers nothing", async () => {
    const platform = await loadFixture(deployCoinPlatform);
    const terms = { ...defaultTerms(await now()), artistId: 1n };
    const { registry } = platform;
    await registry.write.registerArtist(["Bo", { digest: saltOf(0), codec: 0 }], { account: ann });
    const call = registry.write.registerMasterWithCoin([toParams(terms), 500, defaultCoin], {
      account: ann,
    });
    await reverts(call, registry, "MasterRegistry_NotArtist", [1n, ann]);
    assert.equal(await registry.read.masterCount(), 0n);
  });

  it("registers as before once the launcher is taken away", async () => {
    const platform = await loadFixture(deployCoinPlatform);
    const { registry } = platform;
    await emits(registry.write.setCoinLauncher([zeroAddress]), registry, "CoinLauncherSet", [zeroAddress]);
    assert.equal(await registry.read.coinLauncher(), zeroAddress);
    await launch(platform);
    const call = registerWithCoin(platform, defaultTerms(await now()));
    await reverts(call, registry, "MasterRegistry_NoCoinLauncher");
  });

  it("makes the coin later for an artist who registered before there was a launcher", async () => {
    const platform = await loadFixture(deployCoinPlatform);
    const { registry, launcher } = platform;
    await registry.write.setCoinLauncher([zeroAddress]);
    await launch(platform);
    await registry.write.setCoinLauncher([launcher.address]);
    const { master } = await launchCoin(platform);
    assert.equal((await master.shares.read.ids())[0], 2n);
  });

  it("takes a launcher with code, and only by role", async () => {
    const { registry } = await loadFixture(deployCoinPlatform);
    await reverts(registry.write.setCoinLauncher([stranger]), registry, "MasterRegistry_NoCode", [stranger]);
    const call = registry.write.setCoinLauncher([zeroAddress], { account: stranger });
    await reverts(call, registry, "AccessManagedUnauthorized", [stranger]);
  });

  it("keeps no native coin", async () => {
    const platform = await loadFixture(deployCoinPlatform);
    await launchCoin(platform, {}, {}, parseEther("1"));
    for (const { address } of [platform.registry, platform.launcher, platform.locker]) {
      assert.equal(await publicClient.getBalance({ address }), 0n);
    }
  });
});
