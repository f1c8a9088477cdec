import assert from "node:assert/strict";
import { describe, it } from "node:test";

import {
  COIN,
  deployCoinPlatform,
  endow,
  launchCoin,
  type Launched,
  Lock,
  stakeCoins,
  SUPPLY,
} from "../helpers/coins.ts";
import { DAY, loadFixture, nextAt, now, people, reverts, wallets } from "../helpers/network.ts";
import { callData, deployPuppet, execute, outcomesOf, setScript } from "../helpers/puppets.ts";
import { seeded } from "../helpers/random.ts";
import { VOTES } from "../helpers/stream.ts";

const { ann, ben } = people;

async function launchEndowed(): Promise<Launched> {
  const launched = await launchCoin(await loadFixture(deployCoinPlatform));
  await endow(launched, 10_000n * COIN, ann, ben);
  return launched;
}
const launch = () => loadFixture(launchEndowed);

describe("CoinStaking", () => {
  describe("votes", () => {
    it("have the clock of the coin", async () => {
      const { staking, coin } = await launch();
      assert.equal(await staking.read.CLOCK_MODE(), await coin.read.CLOCK_MODE());
      assert.equal(await staking.read.clock(), await now());
    });

    it("cannot be looked up for now or later", async () => {
      const { staking } = await launch();
      const time = await now();
      for (const timepoint of [time, time + 1]) {
        const args = [BigInt(timepoint), time];
        const votes = staking.read.getPastVotes([ann, BigInt(timepoint)]);
        await reverts(votes, staking, "CoinStaking_FutureLookup", args);
        const power = staking.read.getPastTotalPower([BigInt(timepoint)]);
        await reverts(power, staking, "CoinStaking_FutureLookup", args);
      }
    });

    it("are none before the first stake", async () => {
      const launched = await launch();
      const { staking } = launched;
      const before = await now();
      await stakeCoins(launched, ann, COIN);
      await nextAt((await now()) + 10);
      await stakeCoins(launched, ben, COIN);
      assert.equal(await staking.read.getPastVotes([ann, BigInt(before)]), 0n);
      assert.equal(await staking.read.getPastTotalPower([BigInt(before)]), SUPPLY);
      assert.equal(await staking.read.getPastTotalPower([0n]), SUPPLY);
    });

    it("count for a second as it ended", async () => {
      const launched = await launch();
      const { staking, coin } = launched;
      const puppet = await deployPuppet();
      await coin.write.transfer([puppet.address, 10n * COIN], { account: ann });
      const call = (functionName: "stake" | "unstake", amount: bigint) => ({
        target: staking.address,
        data: callData(staking, functionName, [Lock.none, amount]),
      });
      const approval = callData(coin, "approve", [staking.address, 10n * COIN]);
      await execute(puppet, { target: coin.address, data: approval });
      await execute(puppet, call("stake", COIN));
      await setScript(puppet, [call("stake", 7n * COIN), call("unstake", 5n * COIN), call("stake", COIN)]);
      const time = (await now()) + 100;
      await nextAt(time);
      await wallets[0]!.sendTransaction({ to: puppet.address, value: 1n });
      assert.deepEqual(await outcomesOf(puppet), [true, true, true]);
      await nextAt(time + 50);
      await execute(puppet, call("unstake", 4n * COIN));
      const votesAt = (timepoint: number) => staking.read.getPastVotes([puppet.address, BigInt(timepoint)]);
      assert.equal(await votesAt(time - 1), (COIN * 15n) / 10n);
      assert.equal(await votesAt(time), (4n * COIN * 15n) / 10n);
      assert.equal(await votesAt(time + 49), (4n * COIN * 15n) / 10n);
      assert.equal(await staking.read.getPastTotalPower([BigInt(time)]), SUPPLY + (4n * COIN * 5n) / 10n);
      assert.equal(await staking.read.getVotes([puppet.address]), 0n);
    });

    it("are found again at every time of a long history", async () => {
      const launched = await launch();
      const { staking } = launched;
      const { below, pick } = seeded(7);
      const known: { time: number; votes: bigint; power: bigint }[] = [];
      const locks = Object.values(Lock);
      let [staked, bonus] = [0n, 0n];
      for (let step = 0; step < 40; step++) {
        const time = (await now()) + 1 + below(5_000);
        await nextAt(time);
        const lock = pick(locks);
        const amount = BigInt(1 + below(1e9));
        await stakeCoins(launched, ann, amount, lock);
        staked += amount * VOTES[lock]!;
        bonus += amount * (VOTES[lock]! - 10n);
        known.push({ time, votes: staked / 10n, power: SUPPLY + bonus / 10n });
      }
      await nextAt((await now()) + DAY);
      await stakeCoins(launched, ben, 1n);
      for (const [i, { time, votes, power }] of known.entries()) {
        const last = (known[i + 1]?.time ?? time + 2) - 1;
        for (const timepoint of [BigInt(time), BigInt(last)]) {
          assert.equal(await staking.read.getPastVotes([ann, timepoint]), votes, `step ${i}`);
          assert.equal(await staking.read.getPastTotalPower([timepoint]), power, `step ${i}`);
        }
      }
    });
  });
});
