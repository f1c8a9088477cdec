import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { maxUint256, parseEther } from "viem";

import {
  asTreasury,
  coinSorted,
  COIN,
  deployCoinPlatform,
  launchCoin,
  type Launched,
} from "../helpers/coins.ts";
import {
  emits,
  impersonate,
  loadFixture,
  networkHelpers,
  pays,
  people,
  reverts,
  wallets,
} from "../helpers/network.ts";
import { deployPuppet, setReaction } from "../helpers/puppets.ts";
import { buyCoins, sellCoins } from "../helpers/uniswap.ts";

const { ann, artist, stranger } = people;

const launch = async (isFirst = true): Promise<Launched> => {
  const platform = await loadFixture(deployCoinPlatform);
  return launchCoin(platform, {}, coinSorted(platform, isFirst));
};

/** Ann buys for 2, sells half of it: fees of 1 % in both tokens. */
async function trade({ platform, coin }: Launched): Promise<void> {
  const { uniswap } = platform;
  await buyCoins(uniswap, ann, coin.address, parseEther("2"));
  await coin.write.approve([uniswap.router.address, maxUint256], { account: ann });
  await sellCoins(uniswap, ann, coin.address, (await coin.read.balanceOf([ann])) / 2n);
}

const collect = ({ platform, market }: Launched, account = stranger) =>
  platform.locker.write.collect([market.coinPosition], { account });

async function creditsOf({ platform, coin }: Launched) {
  const { locker, uniswap } = platform;
  const [coinArtist, coinTreasury] = await locker.read.creditOf([1n, coin.address]);
  const [nativeArtist, nativeTreasury] = await locker.read.creditOf([1n, uniswap.weth.address]);
  return { coinArtist, coinTreasury, nativeArtist, nativeTreasury };
}

async function launchTraded(isFirst = true): Promise<Launched> {
  const launched = await launch(isFirst);
  await trade(launched);
  await collect(launched);
  return launched;
}

const liquidityOf = async ({ platform, market }: Launched) =>
  ((await platform.uniswap.positions.read.positions!([market.coinPosition])) as readonly unknown[])[7];

describe("LiquidityLocker", () => {
  describe("lock", () => {
    describe("when the caller is not the launcher", () => {
      it("reverts with NotLauncher", async () => {
        const { platform, coin } = await launch();
        const args = [1n, 1n, coin.address, stranger] as const;
        const call = platform.locker.write.lock(args, { account: stranger });
        await reverts(call, platform.locker, "LiquidityLocker_NotLauncher", [stranger]);
      });
    });

    describe("when the locker does not own the position, or knows it", () => {
      it("reverts with InvalidPosition", async () => {
        const { platform, coin, market } = await launch();
        const account = await impersonate(platform.launcher.address);
        const args = [market.coinPosition, 1n, coin.address, stranger] as const;
        const call = platform.locker.write.lock(args, { account });
        await reverts(call, platform.locker, "LiquidityLocker_InvalidPosition", [market.coinPosition]);
        const foreign = await impersonate(platform.registry.address);
        await platform.registry.write.setCoinLauncher([foreign]);
        await assert.rejects(
          platform.locker.write.lock([99n, 1n, coin.address, stranger], { account: foreign }),
        );
      });
    });

    describe("when the launcher locks another position of the artist", () => {
      it("keeps coin and treasury of the first one", async () => {
        const platform = await loadFixture(deployCoinPlatform);
        const launched = await launchCoin(platform, {}, {}, parseEther("1"));
        const { coin, market } = launched;
        assert.deepEqual(await platform.locker.read.artistOf([1n]), [coin.address, market.treasury]);
        for (const id of [market.coinPosition, market.nativePosition]) {
          assert.deepEqual(await platform.locker.read.positionOf([id]), [1n, coin.address]);
        }
      });
    });
  });

  describe("collect", () => {
    describe("when the position is unknown", () => {
      it("reverts with UnknownPosition", async () => {
        const { platform } = await launch();
        const call = platform.locker.write.collect([99n]);
        await reverts(call, platform.locker, "LiquidityLocker_UnknownPosition", [99n]);
      });
    });

    for (const isFirst of [true, false]) {
      describe(`when coins were traded, the coin being the ${isFirst ? "first" : "second"} token`, () => {
        it("credits half of each token to artist and DAO, and leaves the liquidity", async () => {
          const launched = await launch(isFirst);
          const { platform, coin, market } = launched;
          const { locker, uniswap } = platform;
          const before = await liquidityOf(launched);
          await trade(launched);
          const { result } = await locker.simulate.collect([market.coinPosition]);
          const [coins, natives] = result;
          const args = [market.coinPosition, 1n, coins, natives, coins / 2n, natives / 2n];
          await emits(collect(launched), locker, "FeesCollected", args);

          const credits = await creditsOf(launched);
          assert.equal(credits.coinArtist, coins / 2n);
          assert.equal(credits.coinTreasury, coins - coins / 2n);
          assert.equal(credits.nativeArtist, natives / 2n);
          assert.equal(credits.nativeTreasury, natives - natives / 2n);
          assert.equal(await coin.read.balanceOf([locker.address]), coins);
          assert.equal(await uniswap.weth.read.balanceOf([locker.address]), natives);
          const fee = parseEther("0.02");
          assert.ok(natives <= fee && natives > fee - 10n, `${natives}`);
          assert.equal(await liquidityOf(launched), before);
        });
      });
    }

    describe("when nothing was earned", () => {
      it("credits nothing", async () => {
        const launched = await launch();
        await collect(launched);
        assert.deepEqual(Object.values(await creditsOf(launched)), [0n, 0n, 0n, 0n]);
      });
    });

    describe("when the platform is paused", () => {
      it("collects and pays", async () => {
        const launched = await launch();
        await trade(launched);
        await launched.platform.switchboard.write.pause();
        await collect(launched);
        await launched.platform.locker.write.payArtist([1n, artist], { account: artist });
      });
    });
  });

  describe("payArtist", () => {
    describe("when the caller is not the artist", () => {
      it("reverts with NotArtist", async () => {
        const { platform } = await launchTraded();
        const call = platform.locker.write.payArtist([1n, stranger], { account: stranger });
        await reverts(call, platform.locker, "LiquidityLocker_NotArtist", [1n, stranger]);
      });
    });

    describe("when there is nothing", () => {
      it("reverts with NothingToPay", async () => {
        const { platform } = await launch();
        const call = platform.locker.write.payArtist([1n, artist], { account: artist });
        await reverts(call, platform.locker, "LiquidityLocker_NothingToPay", [1n]);
      });
    });

    describe("when there is a credit", () => {
      it("pays coins, and native coin unwrapped, to the target, and leaves the DAO's part", async () => {
        const launched = await launchTraded();
        const { platform, coin } = launched;
        const { locker } = platform;
        const { coinArtist, nativeArtist, coinTreasury, nativeTreasury } = await creditsOf(launched);
        const call = locker.write.payArtist([1n, stranger], { account: artist });
        await pays(call, [[stranger, nativeArtist]]);
        await emits(call, locker, "ArtistPaid", [1n, artist, stranger, coinArtist, nativeArtist]);
        assert.equal(await coin.read.balanceOf([stranger]), coinArtist);
        const after = { coinArtist: 0n, nativeArtist: 0n, coinTreasury, nativeTreasury };
        assert.deepEqual(await creditsOf(launched), after);
      });
    });

    describe("when the role moved", () => {
      it("pays the new artist, and not the old one", async () => {
        const { platform } = await launchTraded();
        await platform.registry.write.transferArtist([1n, ann], { account: artist });
        await platform.registry.write.acceptArtist([1n], { account: ann });
        const old = platform.locker.write.payArtist([1n, artist], { account: artist });
        await reverts(old, platform.locker, "LiquidityLocker_NotArtist", [1n, artist]);
        await platform.locker.write.payArtist([1n, ann], { account: ann });
      });
    });

    describe("when the payee refuses the native coin", () => {
      it("reverts with PaymentFailed and everything stays owed", async () => {
        const launched = await launchTraded();
        const { locker } = launched.platform;
        const owed = await creditsOf(launched);
        const refuser = await deployPuppet();
        await setReaction(refuser, "revert");
        const call = locker.write.payArtist([1n, refuser.address], { account: artist });
        const args = [refuser.address, owed.nativeArtist];
        await reverts(call, locker, "LiquidityLocker_PaymentFailed", args);
        assert.deepEqual(await creditsOf(launched), owed);
        await locker.write.payArtist([1n, artist], { account: artist });
      });
    });
  });

  describe("payTreasury", () => {
    describe("when the treasury has no code", () => {
      it("reverts with NoTreasury", async () => {
        const { platform, market } = await launchTraded();
        const call = platform.locker.write.payTreasury([1n]);
        await reverts(call, platform.locker, "LiquidityLocker_NoTreasury", [1n, market.treasury]);
      });
    });

    describe("when the treasury was deployed", () => {
      it("pays coins and wrapped native coin, whoever calls, and then nothing", async () => {
        const launched = await launchTraded();
        const { platform, coin, market } = launched;
        const { locker, uniswap } = platform;
        const { coinTreasury, nativeTreasury } = await creditsOf(launched);
        await networkHelpers.setCode(market.treasury, "0x00");
        const call = locker.write.payTreasury([1n], { account: stranger });
        await emits(call, locker, "TreasuryPaid", [1n, market.treasury, coinTreasury, nativeTreasury]);
        assert.equal(await coin.read.balanceOf([market.treasury]), coinTreasury);
        assert.equal(await uniswap.weth.read.balanceOf([market.treasury]), nativeTreasury);
        await reverts(locker.write.payTreasury([1n]), locker, "LiquidityLocker_NothingToPay", [1n]);
      });
    });
  });

  describe("receive", () => {
    it("reverts with UnexpectedNative for anybody but the wrapped native coin", async () => {
      const { platform } = await launch();
      const call = wallets[0]!.sendTransaction({ to: platform.locker.address, value: 1n });
      await assert.rejects(call, /LiquidityLocker_UnexpectedNative/);
    });
  });

  it("has no function that could move a position or its liquidity", async () => {
    const launched = await launchTraded();
    const { platform, market } = launched;
    const writing = platform.locker.abi.flatMap((entry) =>
      entry.type === "function" && entry.stateMutability !== "view" ? [entry.name] : [],
    );
    assert.deepEqual(writing.sort(), ["collect", "lock", "payArtist", "payTreasury"]);
    const account = await asTreasury(launched);
    const args = [platform.locker.address, account, market.coinPosition] as const;
    await assert.rejects(platform.uniswap.positions.write.transferFrom!([...args], { account }));
    assert.ok(market.coinAmount > COIN);
  });
});
