import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { network } from "hardhat";
import { getAddress } from "viem";

import { DAY } from "../helpers/master-params.ts";
import { deployPlatform } from "../helpers/platform.ts";

const connection = await network.create();
const { viem, networkHelpers } = connection;
const { assertions } = viem;
const { time } = networkHelpers;

const platform = () => deployPlatform(connection);
const load = () => networkHelpers.loadFixture(platform);

type Platform = Awaited<ReturnType<typeof load>>;

/** Pauses at the given time, and returns it. */
async function pauseAt({ switchboard }: Platform, at: number) {
  await time.setNextBlockTimestamp(at);
  await switchboard.write.pause();
}

/** By the definition: walks second after second (here: step after step) and counts those that are not paused. */
function slowExtendedEnd(pauses: [from: number, until: number][], start: number, end: number, step: number) {
  let open = end - start;
  let t = start;
  while (open > 0) {
    if (!pauses.some(([from, until]) => from <= t && t < until)) open -= step;
    t += step;
  }
  return t;
}

describe("Switchboard", () => {
  describe("constructor", () => {
    it("reverts when the authority has no code", async () => {
      const { switchboard, vault, fan } = await load();
      await assertions.revertWithCustomError(
        viem.deployContract("Switchboard", [fan.account.address, vault.address]),
        switchboard,
        "Switchboard_NoCode",
      );
    });
  });

  describe("pause", () => {
    it("lasts 14 days and ends by itself", async () => {
      const { switchboard } = await load();
      const now = (await time.latest()) + 10;
      await time.setNextBlockTimestamp(now);
      await assertions.emitWithArgs(switchboard.write.pause(), switchboard, "PauseStarted", [
        now,
        now + 14 * DAY,
      ]);
      assert.equal(await switchboard.read.isPaused(), true);
      assert.deepEqual(await switchboard.read.lastPause(), [now, now + 14 * DAY]);
      await time.increaseTo(now + 14 * DAY - 1);
      assert.equal(await switchboard.read.isPaused(), true);
      await time.increaseTo(now + 14 * DAY);
      assert.equal(await switchboard.read.isPaused(), false);
    });

    it("returns 14 days after the end of the last one, not sooner", async () => {
      const { switchboard, ...rest } = await load();
      const now = (await time.latest()) + 10;
      await pauseAt({ switchboard, ...rest }, now);
      for (const wait of [1, 14 * DAY, 28 * DAY - 1]) {
        await time.setNextBlockTimestamp(now + wait);
        await assertions.revertWithCustomErrorWithArgs(
          switchboard.write.pause(),
          switchboard,
          "Switchboard_PauseNotAvailable",
          [BigInt(now + 28 * DAY)],
        );
      }
      await pauseAt({ switchboard, ...rest }, now + 28 * DAY);
      assert.equal(await switchboard.read.pauseCount(), 2n);
      assert.deepEqual(await switchboard.read.pauseAt([0n]), [now, now + 14 * DAY]);
      assert.deepEqual(await switchboard.read.pauseAt([1n]), [now + 28 * DAY, now + 42 * DAY]);
      assert.deepEqual(await switchboard.read.pauseAt([2n]), [0, 0]);
    });
  });

  describe("unpause", () => {
    it("ends a pause early, and the wait counts from there", async () => {
      const { switchboard, ...rest } = await load();
      const now = (await time.latest()) + 10;
      await pauseAt({ switchboard, ...rest }, now);
      await time.setNextBlockTimestamp(now + DAY);
      await assertions.emitWithArgs(switchboard.write.unpause(), switchboard, "PauseEnded", [now + DAY]);
      assert.equal(await switchboard.read.isPaused(), false);
      assert.deepEqual(await switchboard.read.lastPause(), [now, now + DAY]);
      await time.setNextBlockTimestamp(now + 15 * DAY - 1);
      await assertions.revertWithCustomError(
        switchboard.write.pause(),
        switchboard,
        "Switchboard_PauseNotAvailable",
      );
      await pauseAt({ switchboard, ...rest }, now + 15 * DAY);
    });

    it("reverts when no pause runs", async () => {
      const { switchboard, ...rest } = await load();
      await assertions.revertWithCustomError(
        switchboard.write.unpause(),
        switchboard,
        "Switchboard_NotPaused",
      );
      await pauseAt({ switchboard, ...rest }, (await time.latest()) + 10);
      await time.increase(14 * DAY);
      await assertions.revertWithCustomError(
        switchboard.write.unpause(),
        switchboard,
        "Switchboard_NotPaused",
      );
    });
  });

  describe("extendedEnd", () => {
    it("is the end when there was no pause", async () => {
      const { switchboard } = await load();
      assert.equal(await switchboard.read.extendedEnd([100, 200]), 200);
    });

    it("equals the definition for windows at every place beside four pauses", async () => {
      const deployed = await load();
      const { switchboard } = deployed;
      const base = (Math.floor((await time.latest()) / DAY) + 10) * DAY;
      await pauseAt(deployed, base);
      await pauseAt(deployed, base + 28 * DAY);
      await time.setNextBlockTimestamp(base + 33 * DAY);
      await switchboard.write.unpause();
      await pauseAt(deployed, base + 47 * DAY);
      await pauseAt(deployed, base + 100 * DAY);
      const pauses = [
        [0, 14],
        [28, 33],
        [47, 61],
        [100, 114],
      ].map(([from = 0, until = 0]): [number, number] => [base + from * DAY, base + until * DAY]);

      for (let start = -5; start < 120; start += 3) {
        const lengths = [1, 2, 13, 14, 15, 30, 200];
        const ends = await Promise.all(
          lengths.map((length) =>
            switchboard.read.extendedEnd([base + start * DAY, base + (start + length) * DAY]),
          ),
        );
        lengths.forEach((length, i) => {
          const [from, until] = [base + start * DAY, base + (start + length) * DAY];
          const expected = slowExtendedEnd(pauses, from, until, DAY);
          assert.equal(ends[i], expected, `window of ${length} days from day ${start}`);
        });
      }
    });

    it("counts a running pause with its full length, and less when it is ended", async () => {
      const deployed = await load();
      const { switchboard } = deployed;
      const now = (await time.latest()) + 10;
      await pauseAt(deployed, now);
      assert.equal(await switchboard.read.extendedEnd([now - 10, now + 10]), now + 10 + 14 * DAY);
      await time.setNextBlockTimestamp(now + 5);
      await switchboard.write.unpause();
      assert.equal(await switchboard.read.extendedEnd([now - 10, now + 10]), now + 15);
    });

    it("is not moved by a pause that begins at the end", async () => {
      const deployed = await load();
      const now = (await time.latest()) + 10;
      await pauseAt(deployed, now);
      assert.equal(await deployed.switchboard.read.extendedEnd([now - 10, now]), now);
    });
  });

  describe("markets and validators", () => {
    it("are listed and unlisted", async () => {
      const { switchboard, usdc } = await load();
      const target = getAddress(usdc.address);
      assert.equal(await switchboard.read.isMarket([target]), false);
      await assertions.emitWithArgs(switchboard.write.setMarket([target, true]), switchboard, "MarketSet", [
        target,
        true,
      ]);
      await assertions.emitWithArgs(
        switchboard.write.setValidator([target, true]),
        switchboard,
        "ValidatorSet",
        [target, true],
      );
      assert.equal(await switchboard.read.isMarket([target]), true);
      assert.equal(await switchboard.read.isValidator([target]), true);
      await switchboard.write.setMarket([target, false]);
      await switchboard.write.setValidator([target, false]);
      assert.equal(await switchboard.read.isMarket([target]), false);
      assert.equal(await switchboard.read.isValidator([target]), false);
    });

    it("must have code to be listed", async () => {
      const { switchboard, fan } = await load();
      const target = getAddress(fan.account.address);
      for (const attempt of [
        switchboard.write.setMarket([target, true]),
        switchboard.write.setValidator([target, true]),
      ]) {
        await assertions.revertWithCustomErrorWithArgs(attempt, switchboard, "Switchboard_NoCode", [target]);
      }
      await switchboard.write.setMarket([target, false]);
    });
  });

  describe("its functions", () => {
    it("are the platform's roles' only", async () => {
      const { switchboard, fan, usdc } = await load();
      const { account } = fan;
      for (const attempt of [
        switchboard.write.pause({ account }),
        switchboard.write.unpause({ account }),
        switchboard.write.setMarket([usdc.address, true], { account }),
        switchboard.write.setValidator([usdc.address, true], { account }),
        switchboard.write.setAuthority([usdc.address], { account }),
      ]) {
        await assertions.revertWithCustomError(attempt, switchboard, "AccessManagedUnauthorized");
      }
    });
  });
});
