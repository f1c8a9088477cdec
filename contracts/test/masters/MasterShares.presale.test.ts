import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { buy, buyPresale, give, ownerOf } from "../helpers/actions.ts";
import { allowList } from "../helpers/allow-list.ts";
import { deployPlatform, launch, type Master } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { DAY, loadFixture, nextAt, now, pays, people, reverts } from "../helpers/network.ts";
import type { Terms } from "../helpers/terms.ts";

const { ann, ben, cleo, dan, stranger } = people;
const list = allowList([
  [ann, 5],
  [ben, 20],
  [cleo, 2 ** 30],
]);

async function launchPresale(changes: Partial<Terms> = {}) {
  const platform = await loadFixture(deployPlatform);
  const presaleStart = (await now()) + DAY;
  const master = await launch(platform, {
    presaleStart,
    start: presaleStart + 7 * DAY,
    presaleRoot: list.root,
    ...changes,
  });
  await nextAt(master.terms.presaleStart || presaleStart);
  return master;
}

/** Pauses from `from` on for `days`. */
async function pause({ platform }: Master, from: number, days: number): Promise<void> {
  await nextAt(from);
  await platform.switchboard.write.pause();
  await nextAt(from + days * DAY);
  await platform.switchboard.write.unpause();
}

/** The presale takes purchases until just before `start`, everybody's are refused until then and taken from then on. */
async function assertOpensAt(master: Master, start: number): Promise<void> {
  assert.equal(await master.shares.read.effectiveStart(), start);
  const presale = () => buyPresale(master, ben, 1, 20, list.proofOf(ben));
  await nextAt(start - 2);
  await reverts(buy(master, ann, 1), master.shares, "MasterShares_PresaleOnly", [BigInt(start)]);
  await nextAt(start - 1);
  await presale();
  await nextAt(start);
  await reverts(presale(), master.shares, "MasterShares_NoPresale");
  await nextAt(start + 1);
  await buy(master, ann, 1);
}

describe("MasterShares", () => {
  describe("buyPresale", () => {
    describe("when the master has no presale", () => {
      it("reverts with NoPresale", async () => {
        const master = await launch(await loadFixture(deployPlatform));
        const call = buyPresale(master, ann, 1, 5, list.proofOf(ann));
        await reverts(call, master.shares, "MasterShares_NoPresale");
      });
    });

    describe("when the presale has not started", () => {
      it("reverts with NotStarted", async () => {
        const presaleStart = (await now()) + 30 * DAY;
        const master = await launch(await loadFixture(deployPlatform), {
          presaleStart,
          start: presaleStart + DAY,
          end: presaleStart + 2 * DAY,
          presaleRoot: list.root,
        });
        await nextAt(presaleStart - 1);
        const call = buyPresale(master, ann, 1, 5, list.proofOf(ann));
        await reverts(call, master.shares, "MasterShares_NotStarted", [BigInt(presaleStart)]);
      });
    });

    describe("when the sale has started", () => {
      it("reverts with NoPresale", async () => {
        const master = await launchPresale();
        await nextAt(master.terms.start - 1);
        await buyPresale(master, ann, 1, 5, list.proofOf(ann));
        await nextAt(master.terms.start);
        const call = buyPresale(master, ann, 1, 5, list.proofOf(ann));
        await reverts(call, master.shares, "MasterShares_NoPresale");
        await buy(master, ann, 1);
      });
    });

    describe("when pauses overlap the presale", () => {
      it("goes on for as long as they took of it", async () => {
        const master = await launchPresale();
        await pause(master, master.terms.presaleStart + 2 * DAY, 3);
        await assertOpensAt(master, master.terms.start + 3 * DAY);
      });

      it("goes on where the start passed during a pause that ran its full length", async () => {
        const master = await launchPresale();
        const from = master.terms.start - 1;
        await nextAt(from);
        await master.platform.switchboard.write.pause();
        assert.equal(await master.shares.read.effectiveStart(), from + 14 * DAY + 1);
        await nextAt(from + 14 * DAY);
        await buyPresale(master, ann, 1, 5, list.proofOf(ann));
        await nextAt(from + 14 * DAY + 1);
        await buy(master, ann, 1);
      });

      it("counts of a pause that ran before it only what fell into it", async () => {
        const platform = await loadFixture(deployPlatform);
        const presaleStart = (await now()) + 5 * DAY;
        const terms = { presaleStart, start: presaleStart + 4 * DAY, presaleRoot: list.root };
        const master = await launch(platform, terms);
        await pause(master, presaleStart - 2 * DAY, 3);
        await assertOpensAt(master, master.terms.start + DAY);
      });

      it("lets a first pause bring a second one into reach", async () => {
        const platform = await loadFixture(deployPlatform);
        const presaleStart = (await now()) + DAY;
        const terms = { presaleStart, start: presaleStart + 20 * DAY, presaleRoot: list.root };
        const master = await launch(platform, terms);
        await nextAt(presaleStart + 5 * DAY);
        await master.platform.switchboard.write.pause();
        await pause(master, presaleStart + 33 * DAY, 2);
        await assertOpensAt(master, terms.start + 16 * DAY);
      });

      it("keeps the whole public sale", async () => {
        const master = await launchPresale();
        const { presaleStart, start, end } = master.terms;
        await pause(master, presaleStart, 6);
        const [from, until] = [
          await master.shares.read.effectiveStart(),
          await master.shares.read.effectiveEnd(),
        ];
        assert.equal(until - from, end - start);
      });
    });

    describe("when a pause comes after the start", () => {
      it("does not bring the presale back", async () => {
        const master = await launchPresale();
        const { start } = master.terms;
        await nextAt(start);
        await master.platform.switchboard.write.pause();
        assert.equal(await master.shares.read.effectiveStart(), start);
        const presale = buyPresale(master, ann, 1, 5, list.proofOf(ann));
        await reverts(presale, master.shares, "MasterShares_NoPresale");
        await master.platform.switchboard.write.unpause();
        await buy(master, ann, 1);
      });
    });

    describe("when there is no presale", () => {
      it("starts when it was to start, whatever was paused", async () => {
        const platform = await loadFixture(deployPlatform);
        const start = (await now()) + 5 * DAY;
        const master = await launch(platform, { start });
        await pause(master, start - DAY, 2);
        assert.equal(await master.shares.read.effectiveStart(), start);
        await buy(master, ann, 1);
      });
    });

    describe("when the proof is not the caller's", () => {
      it("reverts with NotOnAllowList for somebody who is not on the list", async () => {
        const master = await launchPresale();
        const call = buyPresale(master, dan, 1, 5, list.proofOf(ann));
        await reverts(call, master.shares, "MasterShares_NotOnAllowList", [dan, 5n]);
      });

      it("reverts with NotOnAllowList for another account's proof", async () => {
        const master = await launchPresale();
        const call = buyPresale(master, ann, 1, 20, list.proofOf(ben));
        await reverts(call, master.shares, "MasterShares_NotOnAllowList", [ann, 20n]);
      });

      it("reverts with NotOnAllowList for another maximum", async () => {
        const master = await launchPresale();
        const call = buyPresale(master, ann, 1, 6, list.proofOf(ann));
        await reverts(call, master.shares, "MasterShares_NotOnAllowList", [ann, 6n]);
      });

      it("reverts with NotOnAllowList without a proof", async () => {
        const master = await launchPresale();
        const call = buyPresale(master, stranger, 1, 1, []);
        await reverts(call, master.shares, "MasterShares_NotOnAllowList", [stranger, 1n]);
      });
    });

    describe("when the platform is paused", () => {
      it("reverts with Paused", async () => {
        const master = await launchPresale();
        await master.platform.switchboard.write.pause();
        const call = buyPresale(master, ann, 1, 5, list.proofOf(ann));
        await reverts(call, master.shares, "MasterShares_Paused");
      });
    });

    describe("when the caller is on the list", () => {
      it("sells up to the caller's maximum, in one call or several", async () => {
        const master = await launchPresale();
        await pays(buyPresale(master, ann, 5, 5, list.proofOf(ann)), [[ann, -5n * master.price]]);
        await buyPresale(master, ben, 1, 20, list.proofOf(ben));
        await buyPresale(master, ben, 19, 20, list.proofOf(ben));
        assert.equal(await master.shares.read.bought([ben]), 20n);
        assert.equal(await ownerOf(master, 6), ben);
        await assertExact(master);
      });

      it("reverts with CapExceeded above it, also after giving shares away", async () => {
        const master = await launchPresale();
        await buyPresale(master, ann, 4, 5, list.proofOf(ann));
        for (const id of [1, 2, 3, 4]) await give(master, ann, dan, id);
        const call = buyPresale(master, ann, 2, 5, list.proofOf(ann));
        await reverts(call, master.shares, "MasterShares_CapExceeded", [5n, 4n, 2n]);
      });

      it("reverts with CapExceeded above the lower of maximum and wallet cap", async () => {
        const master = await launchPresale({ walletCap: 8 });
        const overCap = buyPresale(master, ben, 9, 20, list.proofOf(ben));
        await reverts(overCap, master.shares, "MasterShares_CapExceeded", [8n, 0n, 9n]);
        await buyPresale(master, ben, 8, 20, list.proofOf(ben));
        const overMax = buyPresale(master, ann, 6, 5, list.proofOf(ann));
        await reverts(overMax, master.shares, "MasterShares_CapExceeded", [5n, 0n, 6n]);
      });

      it("counts presale purchases against the cap of the sale", async () => {
        const master = await launchPresale({ walletCap: 8 });
        await buyPresale(master, ann, 5, 5, list.proofOf(ann));
        await nextAt(master.terms.start);
        await reverts(buy(master, ann, 4), master.shares, "MasterShares_CapExceeded", [8n, 5n, 4n]);
        await buy(master, ann, 3);
      });

      it("leaves the sale without cap to those who used up their maximum", async () => {
        const master = await launchPresale();
        await buyPresale(master, ann, 5, 5, list.proofOf(ann));
        await nextAt(master.terms.start);
        await buy(master, ann, 50);
        assert.equal(await master.shares.read.bought([ann]), 55n);
      });
    });

    describe("when a maximum is above every share", () => {
      it("sells what there is", async () => {
        const master = await launchPresale({ totalShares: 30, publicShares: 30 });
        await buyPresale(master, cleo, 30, 2 ** 30, list.proofOf(cleo));
        assert.equal(await master.shares.read.isClosed(), true);
      });
    });

    describe("when the value is wrong", () => {
      it("reverts with WrongValue", async () => {
        const master = await launchPresale();
        const call = master.shares.write.buyPresale([2n, 5n, list.proofOf(ann)], {
          account: ann,
          value: master.price,
        });
        await reverts(call, master.shares, "MasterShares_WrongValue", [2n * master.price, master.price]);
      });
    });
  });
});
