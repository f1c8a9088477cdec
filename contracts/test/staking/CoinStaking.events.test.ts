import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { Hash } from "viem";

import {
  COIN,
  deployCoinPlatform,
  endow,
  launchCoin,
  type Launched,
  Lock,
  RESERVE,
  stakeCoins,
  SUPPLY,
} from "../helpers/coins.ts";
import { DAY, emits, loadFixture, people, publicClient, wait } from "../helpers/network.ts";

const { ann, ben, stranger } = people;
const STREAM_LENGTH = 8n * 365n * 86_400n;

async function launchEndowed(): Promise<Launched> {
  const launched = await launchCoin(await loadFixture(deployCoinPlatform));
  await endow(launched, 1_000n * COIN, ann, ben);
  return launched;
}
const launch = () => loadFixture(launchEndowed);

/** Votes and total power with so many coins without lock at stake, in all. */
async function assertVotes(hash: Hash, { staking }: Launched, staked: bigint): Promise<void> {
  const args = [ann, (staked * 15n) / 10n, SUPPLY + (staked * 5n) / 10n];
  await emits(hash, staking, "VotesChanged", args);
}

async function streamedIn(hash: Hash, { staking }: Launched) {
  const { blockNumber } = await publicClient.getTransactionReceipt({ hash });
  const logs = await staking.getEvents.RewardsStreamed({ fromBlock: blockNumber, toBlock: blockNumber });
  return logs.map(({ args }) => args);
}

describe("CoinStaking", () => {
  describe("events", () => {
    it("say at the launch what the stream starts with", async () => {
      const launched = await launch();
      const { staking, platform, hash } = launched;
      const { baseRate, rateFactor, cap, reserve, acc, weight, principal } = await staking.read.stream();
      // With the coins that the position's rounding left over.
      assert.ok(reserve >= RESERVE && reserve - RESERVE < 1_000n, `${reserve}`);
      const rate = reserve / STREAM_LENGTH;
      await emits(hash, staking, "ReserveFunded", [platform.launcher.address, reserve, reserve, rate]);
      await emits(hash, staking, "RateFactorSet", [10_000]);
      await emits(hash, staking, "CapSet", [1_500]);
      assert.deepEqual([baseRate, rateFactor, cap], [rate, 10_000, 1_500]);
      assert.deepEqual([acc, weight, principal], [0n, 0n, 0n]);
    });

    it("say whose votes changed when coins leave, expire or are compounded", async () => {
      const launched = await launch();
      const { staking } = launched;
      await stakeCoins(launched, ann, 100n * COIN);
      await assertVotes(
        await staking.write.unstake([Lock.none, 40n * COIN], { account: ann }),
        launched,
        60n * COIN,
      );
      await stakeCoins(launched, ann, 30n * COIN, Lock.days30);
      await wait(30 * DAY);
      const expired = await staking.write.expire([ann, Lock.days30], { account: stranger });
      await assertVotes(expired, launched, 90n * COIN);
      await wait(DAY);
      const compounded = await staking.write.compound({ account: ann });
      const [free] = await staking.read.positionOf([ann, Lock.none]);
      await assertVotes(compounded, launched, free);
      const amount = free - 90n * COIN;
      await emits(compounded, staking, "Staked", [ann, Lock.none, amount, free, 0]);
      await emits(compounded, staking, "RewardsCompounded", [ann, amount]);
    });

    it("say how far the stream is, and nothing where it emitted nothing", async () => {
      const launched = await launch();
      const { staking } = launched;
      const first = await stakeCoins(launched, ann, 100n * COIN);
      assert.deepEqual(await streamedIn(first, launched), []);
      await wait(DAY);
      const hash = await stakeCoins(launched, ben, COIN);
      const { acc, reserve } = await staking.read.stream();
      assert.ok(acc > 0n && reserve < RESERVE, `${reserve}`);
      assert.deepEqual(await streamedIn(hash, launched), [{ acc, reserve }]);
    });
  });
});
