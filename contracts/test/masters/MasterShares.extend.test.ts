import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { buy } from "../helpers/actions.ts";
import { deployPlatform, launch, type Master } from "../helpers/fixture.ts";
import { DAY, loadFixture, networkHelpers, nextAt, now, people, reverts, viem } from "../helpers/network.ts";

const { ann, artist } = people;
const chain = await viem.getTestClient();

const launchOne = async () => launch(await loadFixture(deployPlatform));
const extend = (master: Master, end: number) =>
  master.shares.write.extendOffering([end], { account: artist });
const effectiveEnd = (master: Master) => master.shares.read.effectiveEnd();

/** Pauses at `from` for `days`. */
async function pause({ platform }: Master, from: number, days: number): Promise<void> {
  await nextAt(from);
  await platform.switchboard.write.pause();
  await nextAt(from + days * DAY);
  await platform.switchboard.write.unpause();
}

describe("MasterShares", () => {
  describe("extendOffering", () => {
    describe("when there were pauses before it", () => {
      it("ends when the artist said, given one in the window", async () => {
        const master = await launchOne();
        const end = master.terms.end + 10 * DAY;
        await pause(master, master.terms.end - 5 * DAY, 3);
        await extend(master, end);
        assert.equal(await effectiveEnd(master), end);
        assert.equal((await master.shares.read.offering()).end, end - 3 * DAY);
        await nextAt(end - 1);
        await buy(master, ann, 1);
        await nextAt(end);
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_Ended", [BigInt(end)]);
        await master.shares.write.closeOffering({ account: artist });
      });

      it("ends when the artist said, given one in the grace and one in the window", async () => {
        const master = await launchOne();
        const { end } = master.terms;
        await pause(master, end - 20 * DAY, 4);
        await pause(master, end + 6 * DAY, 9);
        await nextAt(end + 20 * DAY);
        await extend(master, end + 25 * DAY);
        assert.equal(await effectiveEnd(master), end + 25 * DAY);
      });

      it("ends when the artist said, given one that began before the window", async () => {
        const platform = await loadFixture(deployPlatform);
        const start = (await now()) + 5 * DAY;
        const master = await launch(platform, { start });
        await pause(master, start - DAY, 2);
        const { end } = master.terms;
        assert.equal(await effectiveEnd(master), end + DAY);
        await extend(master, end + 3 * DAY);
        assert.equal(await effectiveEnd(master), end + 3 * DAY);
      });

      it("is never more than 365 days away, and always after the end with pauses", async () => {
        const master = await launchOne();
        const { end } = master.terms;
        await pause(master, end - 5 * DAY, 3);
        const current = end + 3 * DAY;
        await reverts(extend(master, current), master.shares, "MasterShares_InvalidEnd", [
          BigInt(current),
          BigInt(current),
        ]);
        const at = end - DAY;
        await nextAt(at);
        const far = at + 365 * DAY;
        await reverts(extend(master, far + 1), master.shares, "MasterShares_InvalidEnd", [
          BigInt(current),
          BigInt(far + 1),
        ]);
        await nextAt(at + 1);
        await extend(master, far + 1);
        assert.equal(await effectiveEnd(master), far + 1);
      });
    });

    describe("when a pause runs", () => {
      it("extends the new end by what is left of it", async () => {
        const master = await launchOne();
        const { end } = master.terms;
        const { switchboard } = master.platform;
        await nextAt(end - 10 * DAY);
        await switchboard.write.pause();
        await nextAt(end - 5 * DAY);
        await extend(master, end + 20 * DAY);
        assert.equal(await effectiveEnd(master), end + 29 * DAY);
        await nextAt(end - 3 * DAY);
        await switchboard.write.unpause();
        assert.equal(await effectiveEnd(master), end + 22 * DAY);
      });

      it("extends the new end by all of it when both happen in one block", async () => {
        const master = await launchOne();
        const { end } = master.terms;
        await networkHelpers.mine();
        await chain.setAutomine(false);
        await master.platform.switchboard.write.pause({ gas: 500_000n });
        await master.shares.write.extendOffering([end + DAY * 20], { account: artist, gas: 500_000n });
        await networkHelpers.mine();
        await chain.setAutomine(true);
        assert.equal(await effectiveEnd(master), end + 34 * DAY);
      });

      it("leaves a window that has not opened alone", async () => {
        const platform = await loadFixture(deployPlatform);
        const start = (await now()) + 20 * DAY;
        const master = await launch(platform, { start, end: start + 10 * DAY });
        await platform.switchboard.write.pause();
        await extend(master, start + 12 * DAY);
        assert.equal(await effectiveEnd(master), start + 12 * DAY);
      });
    });

    describe("when a pause comes after it", () => {
      it("extends the new end", async () => {
        const master = await launchOne();
        const { end } = master.terms;
        await pause(master, end - 20 * DAY, 2);
        await extend(master, end + 10 * DAY);
        await pause(master, end + DAY, 5);
        assert.equal(await effectiveEnd(master), end + 15 * DAY);
        await extend(master, end + 30 * DAY);
        assert.equal(await effectiveEnd(master), end + 30 * DAY);
      });
    });
  });
});
