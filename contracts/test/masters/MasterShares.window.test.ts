import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { zeroAddress } from "viem";

import { buy, claimable, closeByArtist, deposit, moverOf, ownerOf } from "../helpers/actions.ts";
import { deployPlatform, launch, type Master } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { DAY, emits, loadFixture, nextAt, people, reverts, time, wait } from "../helpers/network.ts";
import type { Terms } from "../helpers/terms.ts";

const { artist, ann, ben, stranger } = people;
const ether = 10n ** 18n;
const byArtist = { account: artist };

const launchOne = async (changes: Partial<Terms> = {}) => launch(await loadFixture(deployPlatform), changes);
const extend = (master: Master, end: number) => master.shares.write.extendOffering([end], byArtist);
const mint = (master: Master, count: number, to = artist) =>
  master.shares.write.mintRemaining([to, BigInt(count)], byArtist);

const ways: Record<string, (master: Master) => Promise<unknown>> = {
  "by hand": closeByArtist,
  "by selling out": (master) => buy(master, ann, master.terms.publicShares),
  "by its grace": (master) => time.increaseTo(master.terms.end + 30 * DAY),
};

describe("MasterShares", () => {
  describe("extendOffering", () => {
    describe("when the caller is not the artist", () => {
      it("reverts with NotArtist", async () => {
        const master = await launchOne();
        const call = master.shares.write.extendOffering([master.terms.end + DAY], { account: stranger });
        await reverts(call, master.shares, "MasterShares_NotArtist", [stranger, artist]);
      });
    });

    describe("when the offering is closed", () => {
      for (const [how, close] of Object.entries(ways)) {
        it(`reverts with OfferingClosed (${how})`, async () => {
          const master = await launchOne();
          await close(master);
          const call = extend(master, master.terms.end + 60 * DAY);
          await reverts(call, master.shares, "MasterShares_OfferingClosed");
        });
      }
    });

    describe("when the end is not later, in the past, or more than 365 days away", () => {
      it("reverts with InvalidEnd", async () => {
        const master = await launchOne();
        const { end } = master.terms;
        const refuses = (asked: number) =>
          reverts(extend(master, asked), master.shares, "MasterShares_InvalidEnd", [end, asked].map(BigInt));
        await refuses(end);
        await refuses(end - 1);
        await time.increaseTo(end + 10 * DAY);
        await refuses(end + 5 * DAY);
        const at = end + 11 * DAY;
        await nextAt(at);
        await refuses(at);
        await nextAt(at + 1);
        await refuses(at + 2 + 365 * DAY);
        await nextAt(at + 2);
        await extend(master, at + 2 + 365 * DAY);
      });
    });

    describe("when the end is good", () => {
      it("moves the end and emits OfferingExtended", async () => {
        const master = await launchOne();
        const end = master.terms.end + 7 * DAY;
        await emits(extend(master, end), master.shares, "OfferingExtended", [end]);
        assert.equal((await master.shares.read.offering()).end, end);
        await nextAt(end - 1);
        await buy(master, ann, 1);
        await nextAt(end);
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_Ended", [BigInt(end)]);
      });

      it("reopens a window that had passed, and leaves everything else as it was", async () => {
        const master = await launchOne();
        await buy(master, ann, 3);
        await deposit(master, ether + 7n);
        const before = await master.shares.read.accumulator();
        await time.increaseTo(master.terms.end + 29 * DAY);
        await extend(master, master.terms.end + 40 * DAY);
        assert.deepEqual(await master.shares.read.accumulator(), before);
        assert.deepEqual(await master.shares.read.minted(), [3n, 0n]);
        await buy(master, ben, 1);
        await assertExact(master);
      });
    });
  });

  describe("closeOffering", () => {
    describe("when the caller is not the artist", () => {
      it("reverts with NotArtist", async () => {
        const master = await launchOne();
        const call = master.shares.write.closeOffering({ account: stranger });
        await reverts(call, master.shares, "MasterShares_NotArtist", [stranger, artist]);
      });
    });

    describe("when the window is open", () => {
      it("reverts with OfferingOpen until its last second", async () => {
        const master = await launchOne();
        await nextAt(master.terms.end - 1);
        await reverts(
          master.shares.write.closeOffering(byArtist),
          master.shares,
          "MasterShares_OfferingOpen",
        );
        await nextAt(master.terms.end);
        await master.shares.write.closeOffering(byArtist);
      });

      it("reverts with OfferingOpen in the time that a pause added", async () => {
        const master = await launchOne();
        await nextAt(master.terms.end - 1);
        await master.platform.switchboard.write.pause();
        await nextAt(master.terms.end + 14 * DAY - 1);
        await reverts(
          master.shares.write.closeOffering(byArtist),
          master.shares,
          "MasterShares_OfferingOpen",
        );
        await nextAt(master.terms.end + 14 * DAY);
        await master.shares.write.closeOffering(byArtist);
      });
    });

    describe("when it is closed already", () => {
      for (const [how, close] of Object.entries(ways)) {
        it(`reverts with OfferingClosed (${how})`, async () => {
          const master = await launchOne();
          await close(master);
          const call = master.shares.write.closeOffering(byArtist);
          await reverts(call, master.shares, "MasterShares_OfferingClosed");
        });
      }
    });

    describe("when the window is over", () => {
      it("closes for ever and emits OfferingClosed", async () => {
        const master = await launchOne();
        await buy(master, ann, 7);
        await emits(closeByArtist(master), master.shares, "OfferingClosed", [7n]);
        assert.equal(await master.shares.read.isClosed(), true);
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_OfferingClosed");
      });
    });
  });

  describe("isClosed", () => {
    const closedAt = async (master: Master, timestamp: number) => {
      await time.increaseTo(timestamp);
      return master.shares.read.isClosed();
    };

    describe("when the window is over", () => {
      it("is false until the 30 days of grace are over", async () => {
        const master = await launchOne();
        const { end } = master.terms;
        assert.equal(await closedAt(master, end), false);
        assert.equal(await closedAt(master, end + 30 * DAY - 1), false);
        assert.equal(await closedAt(master, end + 30 * DAY), true);
      });
    });

    describe("when a pause overlapped the window", () => {
      it("starts the grace later, by the length of the pause", async () => {
        const master = await launchOne();
        const { end } = master.terms;
        await nextAt(end - 5 * DAY);
        await master.platform.switchboard.write.pause();
        await nextAt(end - 3 * DAY);
        await master.platform.switchboard.write.unpause();
        assert.equal(await closedAt(master, end + 32 * DAY - 1), false);
        assert.equal(await closedAt(master, end + 32 * DAY), true);
      });
    });

    describe("when the public shares are sold out", () => {
      it("is true at once", async () => {
        const master = await launchOne({ totalShares: 10, publicShares: 2 });
        await buy(master, ann, 1);
        assert.equal(await master.shares.read.isClosed(), false);
        await buy(master, ben, 1);
        assert.equal(await master.shares.read.isClosed(), true);
      });
    });
  });

  describe("mintRemaining", () => {
    describe("when the caller is not the artist", () => {
      it("reverts with NotArtist", async () => {
        const master = await launchOne();
        await closeByArtist(master);
        const call = master.shares.write.mintRemaining([ann, 1n], { account: ann });
        await reverts(call, master.shares, "MasterShares_NotArtist", [ann, artist]);
      });
    });

    describe("when the offering is open", () => {
      it("reverts with OfferingOpen, also in the grace", async () => {
        const master = await launchOne();
        await reverts(mint(master, 1), master.shares, "MasterShares_OfferingOpen");
        await time.increaseTo(master.terms.end + DAY);
        await reverts(mint(master, 1), master.shares, "MasterShares_OfferingOpen");
      });
    });

    describe("when the receiver is zero", () => {
      it("reverts with ERC721InvalidReceiver", async () => {
        const master = await launchOne();
        await closeByArtist(master);
        const call = mint(master, 1, zeroAddress);
        await reverts(call, master.shares, "ERC721InvalidReceiver", [zeroAddress]);
      });
    });

    describe("when the count is zero or above 2,000", () => {
      for (const count of [0, 2_001]) {
        it(`reverts with InvalidCount for ${count}`, async () => {
          const master = await launchOne({ totalShares: 5_000 });
          await closeByArtist(master);
          await reverts(mint(master, count), master.shares, "MasterShares_InvalidCount", [BigInt(count)]);
        });
      }
    });

    describe("when it is more than remains", () => {
      it("reverts with NotEnoughRemaining", async () => {
        const master = await launchOne({ totalShares: 10, publicShares: 8 });
        await buy(master, ann, 3);
        await closeByArtist(master);
        await mint(master, 2);
        await reverts(mint(master, 6), master.shares, "MasterShares_NotEnoughRemaining", [5n, 6n]);
        await mint(master, 5);
        await reverts(mint(master, 1), master.shares, "MasterShares_NotEnoughRemaining", [0n, 1n]);
        await assertExact(master);
      });
    });

    describe("when the offering closed without being sold out", () => {
      it("mints unsold and retained shares after the sold ones and emits RemainingMinted", async () => {
        const master = await launchOne({ totalShares: 10, publicShares: 8 });
        await buy(master, ann, 3);
        await closeByArtist(master);
        await emits(mint(master, 1), master.shares, "RemainingMinted", [artist, 4n, 1n]);
        await emits(mint(master, 6, ben), master.shares, "RemainingMinted", [ben, 5n, 6n]);
        assert.equal(await ownerOf(master, 3), ann);
        assert.equal(await ownerOf(master, 4), artist);
        assert.equal(await ownerOf(master, 5), ben);
        assert.equal(await ownerOf(master, 10), ben);
        assert.deepEqual(await master.shares.read.minted(), [10n, 7n]);
        assert.equal(await master.shares.read.sold(), 3n);
        assert.equal(await master.shares.read.bought([artist]), 0n);
        await assertExact(master);
      });

      it("makes them tier 4 without a mover, also at low ids", async () => {
        const master = await launchOne();
        await buy(master, ann, 2);
        await closeByArtist(master);
        await mint(master, 1);
        await mint(master, 5);
        for (const id of [3, 4, 8]) {
          assert.equal(await master.shares.read.tierOf([BigInt(id)]), 4n);
          assert.equal(await moverOf(master, id), zeroAddress);
        }
        await master.shares.write.transferFrom([artist, ben, 3n], byArtist);
        await master.shares.write.transferFrom([artist, ben, 5n], byArtist);
        for (const id of [3, 5]) assert.equal(await moverOf(master, id), zeroAddress);
        assert.equal(await moverOf(master, 2), ann);
        assert.equal(await master.shares.read.tierOf([2n]), 1n);
      });

      it("ends the sale for ever after the grace", async () => {
        const master = await launchOne();
        await ways["by its grace"]!(master);
        await mint(master, 1);
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_OfferingClosed");
        await reverts(
          extend(master, master.terms.end + 90 * DAY),
          master.shares,
          "MasterShares_OfferingClosed",
        );
      });
    });

    describe("when the offering is sold out", () => {
      it("mints the retained shares, and selling stays over", async () => {
        const master = await launchOne({ totalShares: 10, publicShares: 4 });
        await buy(master, ann, 4);
        await mint(master, 6);
        await reverts(mint(master, 1), master.shares, "MasterShares_NotEnoughRemaining", [0n, 1n]);
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_OfferingClosed");
        await assertExact(master);
      });
    });

    describe("when dividends accrued before", () => {
      it("leaves them the artist's credit", async () => {
        const master = await launchOne({ totalShares: 10, publicShares: 4 });
        await buy(master, ann, 4);
        await deposit(master, 1_000n);
        const { vault } = master.platform;
        const credit = async () => (await vault.read.book([master.address, zeroAddress]))[1];
        assert.equal(await credit(), 600n);
        await mint(master, 6, ben);
        assert.equal(await credit(), 600n);
        assert.equal(await claimable(master, ben), 0n);
        await deposit(master, 1_000n);
        assert.equal(await credit(), 600n);
        assert.equal(await claimable(master, ben), 600n);
        await assertExact(master);
      });
    });

    describe("when the platform is paused", () => {
      it("mints", async () => {
        const master = await launchOne();
        await closeByArtist(master);
        await master.platform.switchboard.write.pause();
        await wait(1);
        await mint(master, 1);
      });
    });
  });
});
