import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { parseEventLogs } from "viem";

import { masterSharesAbi } from "../../exports/abi.ts";
import { buy, claimable, deposit, give, requestUnstake, stake, versionOf } from "../helpers/actions.ts";
import { deployPlatform, launch, type Master } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import {
  DAY,
  emits,
  gasOf,
  loadFixture,
  nextAt,
  now,
  people,
  publicClient,
  reverts,
  wait,
} from "../helpers/network.ts";

const { ann, ben } = people;
const MAX_TX_GAS = 2n ** 24n;
const range = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

async function launchSold(count = 4, totalShares = 1_000): Promise<Master> {
  const master = await launch(await loadFixture(deployPlatform), { totalShares, publicShares: totalShares });
  await buy(master, ann, count);
  return master;
}

async function eventsOf(hash: `0x${string}`) {
  const { logs } = await publicClient.getTransactionReceipt({ hash });
  return parseEventLogs({ abi: masterSharesAbi, logs }).map(({ eventName }) => eventName);
}

describe("MasterShares", () => {
  describe("stake", () => {
    describe("when the count is zero or above 500", () => {
      it("reverts with InvalidCount", async () => {
        const master = await launchSold();
        await reverts(stake(master, ann, []), master.shares, "MasterShares_InvalidCount", [0n]);
        const many = stake(master, ann, range(1, 501));
        await reverts(many, master.shares, "MasterShares_InvalidCount", [501n]);
      });
    });

    describe("when the platform is paused", () => {
      it("reverts with Paused", async () => {
        const master = await launchSold();
        await master.platform.switchboard.write.pause();
        await reverts(stake(master, ann, [1]), master.shares, "MasterShares_Paused");
      });
    });

    describe("when a share does not exist, is somebody else's, or is staked already", () => {
      it("reverts with the error of each", async () => {
        const master = await launchSold();
        await reverts(stake(master, ann, [9]), master.shares, "ERC721NonexistentToken", [9n]);
        await reverts(stake(master, ben, [1]), master.shares, "MasterShares_NotHolder", [1n, ben]);
        await stake(master, ann, [1]);
        await reverts(stake(master, ann, [2, 1]), master.shares, "MasterShares_AlreadyStaked", [1n]);
      });

      it("reverts with AlreadyStaked for an id named twice", async () => {
        const master = await launchSold();
        await reverts(stake(master, ann, [2, 2]), master.shares, "MasterShares_AlreadyStaked", [2n]);
      });

      it("reverts with NotHolder for a share given away", async () => {
        const master = await launchSold();
        await give(master, ann, ben, 1);
        await reverts(stake(master, ann, [1]), master.shares, "MasterShares_NotHolder", [1n, ann]);
        await stake(master, ben, [1]);
      });
    });

    describe("when the shares are free", () => {
      it("locks them, emits Locked, counts a version and adds 2 units each", async () => {
        const master = await launchSold();
        const hash = await stake(master, ann, [1, 3]);
        const since = await now();
        assert.deepEqual(await eventsOf(hash), ["Locked", "Locked"]);
        await emits(hash, master.shares, "Locked", [3n]);
        assert.equal(await master.shares.read.locked([1n]), true);
        assert.equal(await master.shares.read.locked([2n]), false);
        const state = await master.shares.read.shareState([1n]);
        assert.deepEqual(state, { owner: ann, version: 1, isLocked: true, status: 1, since });
        assert.equal((await master.shares.read.holderOf([ann])).staked, 2);
        assert.equal((await master.shares.read.accumulator())[2], 10_004n);
        await assertExact(master);
      });

      it("keeps what accrued before and weighs later deposits 12 to 10", async () => {
        const master = await launchSold(5, 10);
        await buy(master, ben, 5);
        await deposit(master, 1_000n);
        await stake(master, ann, range(1, 5));
        assert.equal(await claimable(master, ann), 500n);
        assert.equal(await claimable(master, ben), 500n);
        await deposit(master, 1_100n);
        assert.equal(await claimable(master, ann), 500n + 600n);
        assert.equal(await claimable(master, ben), 500n + 500n);
        await assertExact(master);
      });
    });

    describe("when a share is in its cooldown", () => {
      it("stakes it again, for 30 days from now", async () => {
        const master = await launchSold();
        await stake(master, ann, [1]);
        await wait(30 * DAY);
        await requestUnstake(master, ann, [1]);
        await wait(6 * DAY);
        assert.deepEqual(await eventsOf(await stake(master, ann, [1])), ["Locked"]);
        assert.equal(await versionOf(master, 1), 2);
        const earliest = (await now()) + 30 * DAY;
        await nextAt(earliest - 1);
        await reverts(requestUnstake(master, ann, [1]), master.shares, "MasterShares_StakeTooYoung", [
          1n,
          BigInt(earliest),
        ]);
        await nextAt(earliest);
        await requestUnstake(master, ann, [1]);
        await assertExact(master);
      });
    });

    describe("when the cooldown is over", () => {
      it("emits Unlocked before Locked", async () => {
        const master = await launchSold();
        await stake(master, ann, [1]);
        await wait(30 * DAY);
        await requestUnstake(master, ann, [1]);
        await nextAt((await now()) + 7 * DAY);
        assert.deepEqual(await eventsOf(await stake(master, ann, [1])), ["Unlocked", "Locked"]);
      });
    });

    describe("when 500 ids of a batch are staked in one call", () => {
      it("stays within the gas of a transaction, there and back", async () => {
        const master = await launchSold(2_000, 2_000);
        const ids = range(1_501, 500);
        const gas = await gasOf(stake(master, ann, ids));
        assert.ok(gas < MAX_TX_GAS, `${gas}`);
        await wait(30 * DAY);
        const back = await gasOf(requestUnstake(master, ann, ids));
        assert.ok(back < MAX_TX_GAS, `${back}`);
        await assertExact(master);
      });
    });
  });

  describe("requestUnstake", () => {
    describe("when the count is zero or above 500", () => {
      it("reverts with InvalidCount", async () => {
        const master = await launchSold();
        await reverts(requestUnstake(master, ann, []), master.shares, "MasterShares_InvalidCount", [0n]);
        const many = requestUnstake(master, ann, range(1, 501));
        await reverts(many, master.shares, "MasterShares_InvalidCount", [501n]);
      });
    });

    describe("when a share is somebody else's or not staked", () => {
      it("reverts with NotHolder or NotStaked", async () => {
        const master = await launchSold();
        await stake(master, ann, [1, 2]);
        await wait(30 * DAY);
        await reverts(requestUnstake(master, ben, [1]), master.shares, "MasterShares_NotHolder", [1n, ben]);
        await reverts(requestUnstake(master, ann, [3]), master.shares, "MasterShares_NotStaked", [3n]);
        await reverts(requestUnstake(master, ann, [9]), master.shares, "ERC721NonexistentToken", [9n]);
      });

      it("reverts with NotStaked for an id named twice", async () => {
        const master = await launchSold();
        await stake(master, ann, [1, 2]);
        await wait(30 * DAY);
        const twice = requestUnstake(master, ann, [1, 1]);
        await reverts(twice, master.shares, "MasterShares_NotStaked", [1n]);
      });
    });

    describe("when it was staked less than 30 days ago", () => {
      it("reverts with StakeTooYoung until the second", async () => {
        const master = await launchSold();
        await stake(master, ann, [1]);
        const earliest = (await now()) + 30 * DAY;
        await nextAt(earliest - 1);
        const early = requestUnstake(master, ann, [1]);
        await reverts(early, master.shares, "MasterShares_StakeTooYoung", [1n, BigInt(earliest)]);
        await nextAt(earliest);
        await requestUnstake(master, ann, [1]);
      });
    });

    describe("when it is old enough", () => {
      it("ends the boost at once, keeps what accrued and emits UnstakeRequested", async () => {
        const master = await launchSold(5, 10);
        await buy(master, ben, 5);
        await stake(master, ann, range(1, 5));
        await deposit(master, 1_100n);
        await wait(30 * DAY);
        const hash = await requestUnstake(master, ann, range(1, 5));
        await emits(hash, master.shares, "UnstakeRequested", [5n, (await now()) + 7 * DAY]);
        assert.equal(await claimable(master, ann), 600n);
        await deposit(master, 1_000n);
        assert.deepEqual([await claimable(master, ann), await claimable(master, ben)], [1_100n, 1_000n]);
        assert.equal((await master.shares.read.accumulator())[2], 100n);
        assert.equal((await master.shares.read.holderOf([ann])).staked, 0);
        await assertExact(master);
      });

      it("stays locked for 7 days, then is free without another transaction", async () => {
        const master = await launchSold();
        await stake(master, ann, [1]);
        await wait(30 * DAY);
        await requestUnstake(master, ann, [1]);
        const freeAt = (await now()) + 7 * DAY;
        const state = await master.shares.read.shareState([1n]);
        assert.deepEqual(state, { owner: ann, version: 1, isLocked: true, status: 2, since: freeAt });
        await wait(7 * DAY - 1);
        assert.equal(await master.shares.read.locked([1n]), true);
        await wait(1);
        assert.equal(await master.shares.read.locked([1n]), false);
        assert.equal((await master.shares.read.shareState([1n])).isLocked, false);
        const again = requestUnstake(master, ann, [1]);
        await reverts(again, master.shares, "MasterShares_NotStaked", [1n]);
      });
    });

    describe("when the platform is paused", () => {
      it("works", async () => {
        const master = await launchSold();
        await stake(master, ann, [1]);
        await wait(30 * DAY);
        await master.platform.switchboard.write.pause();
        await requestUnstake(master, ann, [1]);
      });
    });
  });
});
