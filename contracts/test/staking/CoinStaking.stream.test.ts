import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { maxUint256 } from "viem";

import {
  asTreasury,
  COIN,
  deployCoinPlatform,
  endow,
  give,
  launchCoin,
  type Launched,
  Lock,
  stakeCoins,
} from "../helpers/coins.ts";
import { DAY, emits, loadFixture, nextAt, now, people, reverts, wait } from "../helpers/network.ts";
import { emission } from "../helpers/stream.ts";

const { ann, ben, stranger } = people;
const YEAR = 365 * DAY;

async function launchEndowed(): Promise<Launched> {
  const launched = await launchCoin(await loadFixture(deployCoinPlatform));
  await endow(launched, 100_000n * COIN, ann, ben);
  return launched;
}
const launch = () => loadFixture(launchEndowed);

/** Brings the stream up to date at `time` by a stake of one smallest unit. */
async function touchAt(launched: Launched, time: number) {
  await nextAt(time);
  await stakeCoins(launched, ben, 1n);
  return launched.staking.read.stream();
}

async function fund({ coin, staking }: Launched, amount: bigint) {
  await coin.write.approve([staking.address, maxUint256], { account: stranger });
  return staking.write.fund([amount], { account: stranger });
}

describe("CoinStaking", () => {
  describe("the stream", () => {
    describe("when nobody stakes", () => {
      it("emits nothing, and what comes later is not paid for the past", async () => {
        const launched = await launch();
        const { reserve } = await launched.staking.read.stream();
        await wait(3 * YEAR);
        await stakeCoins(launched, ann, COIN);
        assert.equal((await launched.staking.read.stream()).reserve, reserve);
        assert.equal(await launched.staking.read.claimable([ann]), 0n);
      });
    });

    describe("when few stake", () => {
      for (const [lock, yearly] of [
        [Lock.none, 15n],
        [Lock.days30, 18n],
        [Lock.days90, 24n],
        [Lock.days365, 33n],
      ] as const) {
        it(`pays ${yearly} % of principal a year with lock ${lock}`, async () => {
          const launched = await launch();
          await stakeCoins(launched, ann, 1_000n * COIN, lock);
          await nextAt((await now()) + YEAR);
          await launched.staking.write.claimFor([ann]);
          const paid = (await launched.coin.read.balanceOf([ann])) - 99_000n * COIN;
          const expected = 10n * yearly * COIN;
          assert.ok(paid <= expected && expected - paid < 10n ** 6n, `${paid}`);
        });
      }
    });

    describe("when many stake", () => {
      it("is the rate, shared by weight", async () => {
        const launched = await launch();
        const { staking } = launched;
        await stakeCoins(launched, ann, 100_000n * COIN, Lock.days365);
        await stakeCoins(launched, ben, 50_000n * COIN, Lock.none);
        const before = await staking.read.stream();
        const after = await touchAt(launched, before.updatedAt + YEAR);
        const emitted = before.reserve - after.reserve;
        assert.equal(emitted, emission(before, after.updatedAt));
        assert.equal(emitted, before.baseRate * BigInt(YEAR));
        assert.equal(after.acc - before.acc, (emitted << 80n) / before.weight);
        const [forAnn, forBen] = await Promise.all([
          staking.read.claimable([ann]),
          staking.read.claimable([ben]),
        ]);
        assert.ok(forAnn + forBen <= before.reserve + 10n ** 6n);
        const ratio = Number(forAnn) / Number(forBen);
        assert.ok(Math.abs(ratio - 4.4) < 0.001, `${ratio}`);
      });
    });

    describe("when the reserve is nearly empty", () => {
      it("ends with it after eight years, and never pays principal", async () => {
        const launched = await launch();
        const { staking, coin } = launched;
        await stakeCoins(launched, ann, 100_000n * COIN, Lock.days365);
        const start = await now();
        const before = await staking.read.stream();
        await touchAt(launched, start + 8 * YEAR - DAY);
        assert.ok((await staking.read.stream()).reserve > 80n * COIN);
        const after = await touchAt(launched, start + 8 * YEAR + DAY);
        assert.equal(after.reserve, 0n);
        await wait(YEAR);
        const earned = (await staking.read.claimable([ann])) + (await staking.read.claimable([ben]));
        assert.ok(earned <= before.reserve && before.reserve - earned < 10n ** 3n);
        await staking.write.claim([stranger], { account: ann });
        await staking.write.unstake([Lock.days365, 100_000n * COIN], { account: ann });
        assert.equal(await coin.read.balanceOf([ann]), 100_000n * COIN);
        const held = await coin.read.balanceOf([staking.address]);
        assert.ok(held >= after.principal - 100_000n * COIN);
      });
    });

    describe("when the DAO sets rate or cap", () => {
      it("settles at the old ones first", async () => {
        const launched = await launch();
        const { staking } = launched;
        const account = await asTreasury(launched);
        await stakeCoins(launched, ann, 100_000n * COIN, Lock.days365);
        for (const [set, value] of [
          ["setRateFactor", 20_000],
          ["setRateFactor", 2_500],
          ["setCap", 100],
          ["setCap", 0],
          ["setCap", 1_500],
        ] as const) {
          const before = await staking.read.stream();
          await nextAt(before.updatedAt + 30 * DAY);
          const call = staking.write[set]([value], { account });
          const event = set === "setCap" ? "CapSet" : "RateFactorSet";
          await emits(call, staking, event, [value]);
          const after = await staking.read.stream();
          assert.equal(before.reserve - after.reserve, emission(before, before.updatedAt + 30 * DAY));
          assert.equal(set === "setCap" ? after.cap : after.rateFactor, value);
        }
        await wait(DAY);
      });

      it("reverts outside of the bounds", async () => {
        const launched = await launch();
        const { staking } = launched;
        const account = await asTreasury(launched);
        for (const factor of [2_499, 20_001, 0]) {
          const call = staking.write.setRateFactor([factor], { account });
          await reverts(call, staking, "CoinStaking_InvalidRate", [BigInt(factor)]);
        }
        const call = staking.write.setCap([1_501], { account });
        await reverts(call, staking, "CoinStaking_InvalidCap", [1_501n]);
      });

      it("reverts for anybody else, artist and admin included", async () => {
        const { staking, market } = await launch();
        for (const account of [people.admin, people.artist, stranger]) {
          const args = [account, market.treasury];
          const rate = staking.write.setRateFactor([10_000], { account });
          await reverts(rate, staking, "CoinStaking_NotTreasury", args);
          await reverts(staking.write.setCap([1], { account }), staking, "CoinStaking_NotTreasury", args);
        }
      });
    });

    describe("when coins are added to the reserve", () => {
      it("streams them, and never slows", async () => {
        const launched = await launch();
        const { staking } = launched;
        await give(launched, stranger, 50_000n * COIN);
        const before = await staking.read.stream();
        const reserve = before.reserve + 30_000n * COIN;
        const baseRate = reserve / BigInt(8 * YEAR);
        const call = fund(launched, 30_000n * COIN);
        await emits(call, staking, "ReserveFunded", [stranger, 30_000n * COIN, reserve, baseRate]);
        await stakeCoins(launched, ann, 100_000n * COIN, Lock.days365);
        await wait(2 * YEAR);
        await fund(launched, 1n);
        assert.equal((await staking.read.stream()).baseRate, baseRate);
        await reverts(fund(launched, 0n), staking, "CoinStaking_ZeroAmount");
      });

      it("ignores coins that come without a call", async () => {
        const launched = await launch();
        const before = await launched.staking.read.stream();
        await give(launched, launched.staking.address, 1_000n * COIN);
        await stakeCoins(launched, ann, COIN);
        assert.equal((await launched.staking.read.stream()).reserve, before.reserve);
        assert.equal((await launched.staking.read.stream()).principal, COIN);
      });
    });

    it("says what is claimable as if it were brought up to date now", async () => {
      const launched = await launch();
      const { staking, coin } = launched;
      await stakeCoins(launched, ann, 777n * COIN, Lock.days90);
      await wait(123 * DAY);
      await nextAt((await now()) + 1);
      const said = await staking.read.claimable([ann], { blockTag: "pending" });
      await staking.write.claim([ann], { account: ann });
      assert.equal(await coin.read.balanceOf([ann]), 100_000n * COIN - 777n * COIN + said);
    });
  });
});
