import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { zeroAddress } from "viem";

import {
  buy,
  claimable,
  deposit,
  give,
  moverOf,
  ownerOf,
  requestUnstake,
  stake,
  versionOf,
} from "../helpers/actions.ts";
import { deployPlatform, launch, type Master } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import {
  DAY,
  emits,
  loadFixture,
  nextAt,
  now,
  people,
  publicClient,
  reverts,
  wait,
} from "../helpers/network.ts";
import type { Terms } from "../helpers/terms.ts";

const { ann, ben, cleo, dan, stranger } = people;
const ether = 10n ** 18n;

const launchOne = async (changes: Partial<Terms> = {}) => launch(await loadFixture(deployPlatform), changes);
const move = (master: Master, caller: `0x${string}`, from: `0x${string}`, to: `0x${string}`, id: number) =>
  master.shares.write.transferFrom([from, to, BigInt(id)], { account: caller });

async function assertOwners(master: Master, owners: Record<number, string>) {
  for (const [id, owner] of Object.entries(owners)) {
    assert.equal(await ownerOf(master, Number(id)), owner, `owner of ${id}`);
  }
}

describe("MasterShares", () => {
  describe("transferFrom", () => {
    describe("when the share does not exist", () => {
      for (const id of [0, 2, 1_001]) {
        it(`reverts with ERC721NonexistentToken for ${id}`, async () => {
          const master = await launchOne();
          await buy(master, ann, 1);
          await reverts(give(master, ann, ben, id), master.shares, "ERC721NonexistentToken", [BigInt(id)]);
          const view = master.shares.read.ownerOf([BigInt(id)]);
          await reverts(view, master.shares, "ERC721NonexistentToken", [BigInt(id)]);
        });
      }
    });

    describe("when `from` is not the holder", () => {
      it("reverts with ERC721IncorrectOwner", async () => {
        const master = await launchOne();
        await buy(master, ann, 2);
        await reverts(give(master, ben, cleo, 1), master.shares, "ERC721IncorrectOwner", [ben, 1n, ann]);
      });
    });

    describe("when `to` is zero", () => {
      it("reverts with ERC721InvalidReceiver", async () => {
        const master = await launchOne();
        await buy(master, ann, 2);
        const call = give(master, ann, zeroAddress, 1);
        await reverts(call, master.shares, "ERC721InvalidReceiver", [zeroAddress]);
      });
    });

    describe("when the caller is neither holder nor approved", () => {
      it("reverts with ERC721InsufficientApproval", async () => {
        const master = await launchOne();
        await buy(master, ann, 2);
        const call = move(master, stranger, ann, stranger, 1);
        await reverts(call, master.shares, "ERC721InsufficientApproval", [stranger, 1n]);
        await master.shares.write.approve([ben, 2n], { account: ann });
        const other = move(master, ben, ann, ben, 1);
        await reverts(other, master.shares, "ERC721InsufficientApproval", [ben, 1n]);
      });
    });

    describe("when the caller is approved for the share, or for all", () => {
      it("moves it", async () => {
        const master = await launchOne();
        await buy(master, ann, 2);
        await master.shares.write.approve([ben, 1n], { account: ann });
        await move(master, ben, ann, cleo, 1);
        await master.shares.write.setApprovalForAll([dan, true], { account: ann });
        await move(master, dan, ann, cleo, 2);
        await assertOwners(master, { 1: cleo, 2: cleo });
        await reverts(move(master, dan, cleo, dan, 1), master.shares, "ERC721InsufficientApproval", [
          dan,
          1n,
        ]);
      });
    });

    describe("when the share is locked", () => {
      it("reverts with Locked, staked and in the cooldown", async () => {
        const master = await launchOne();
        await buy(master, ann, 2);
        await stake(master, ann, [1]);
        await reverts(give(master, ann, ben, 1), master.shares, "MasterShares_Locked", [1n, 0n]);
        await master.shares.write.approve([ben, 1n], { account: ann });
        await reverts(move(master, ben, ann, ben, 1), master.shares, "MasterShares_Locked", [1n, 0n]);
        await wait(30 * DAY);
        await requestUnstake(master, ann, [1]);
        const freeAt = (await now()) + 7 * DAY;
        await nextAt(freeAt - 1);
        await reverts(give(master, ann, ben, 1), master.shares, "MasterShares_Locked", [1n, BigInt(freeAt)]);
        await give(master, ann, ben, 2);
      });
    });

    describe("when the cooldown is over", () => {
      it("moves it, emits Unlocked, and it arrives free", async () => {
        const master = await launchOne();
        await buy(master, ann, 2);
        await stake(master, ann, [1]);
        await wait(30 * DAY);
        await requestUnstake(master, ann, [1]);
        await nextAt((await now()) + 7 * DAY);
        await emits(give(master, ann, ben, 1), master.shares, "Unlocked", [1n]);
        const state = await master.shares.read.shareState([1n]);
        assert.deepEqual(state, { owner: ben, version: 2, isLocked: false, status: 0, since: 0 });
        await give(master, ben, cleo, 1);
        await assertExact(master);
      });
    });

    describe("when the share was bought alone", () => {
      it("moves, and its buyer stays the mover for ever", async () => {
        const master = await launchOne();
        await buy(master, ann, 1);
        await buy(master, ben, 1);
        assert.equal(await moverOf(master, 1), ann);
        await give(master, ann, cleo, 1);
        await give(master, cleo, dan, 1);
        await give(master, dan, ann, 1);
        await give(master, ann, dan, 1);
        await assertOwners(master, { 1: dan, 2: ben });
        assert.equal(await moverOf(master, 1), ann);
        assert.equal(await moverOf(master, 2), ben);
      });

      it("keeps the mover through approvals and stakes", async () => {
        const master = await launchOne();
        await buy(master, ann, 1);
        await master.shares.write.approve([ben, 1n], { account: ann });
        await master.shares.write.approve([zeroAddress, 1n], { account: ann });
        await stake(master, ann, [1]);
        assert.equal(await moverOf(master, 1), ann);
        await wait(30 * DAY);
        await requestUnstake(master, ann, [1]);
        await wait(7 * DAY);
        await give(master, ann, ben, 1);
        assert.equal(await moverOf(master, 1), ann);
      });
    });

    describe("when the share came from a batch", () => {
      it("leaves the rest to the buyer when the head moves", async () => {
        const master = await launchOne();
        await buy(master, ann, 5);
        await give(master, ann, ben, 1);
        await assertOwners(master, { 1: ben, 2: ann, 3: ann, 4: ann, 5: ann });
        assert.equal(await moverOf(master, 1), ann);
        assert.equal(await moverOf(master, 2), ann);
        await give(master, ben, ann, 1);
        await assertOwners(master, { 1: ann });
        await assertExact(master);
      });

      it("leaves the rest to the buyer when the last moves", async () => {
        const master = await launchOne();
        await buy(master, ann, 5);
        await buy(master, ben, 5);
        await give(master, ann, cleo, 5);
        await assertOwners(master, { 4: ann, 5: cleo, 6: ben, 10: ben });
        assert.equal(await moverOf(master, 5), ann);
        assert.equal(await moverOf(master, 6), ben);
      });

      it("keeps each id with its own buyer where batches and singles alternate", async () => {
        const master = await launchOne();
        await buy(master, ann, 2);
        await buy(master, ben, 1);
        await buy(master, cleo, 3);
        await buy(master, dan, 1);
        const buyers = { 1: ann, 2: ann, 3: ben, 4: cleo, 5: cleo, 6: cleo, 7: dan };
        await assertOwners(master, buyers);
        await give(master, ann, stranger, 2);
        await give(master, ben, stranger, 3);
        await give(master, cleo, stranger, 4);
        await give(master, cleo, stranger, 5);
        await assertOwners(master, { 2: stranger, 3: stranger, 4: stranger, 5: stranger, 6: cleo });
        for (const [id, buyer] of Object.entries(buyers))
          assert.equal(await moverOf(master, Number(id)), buyer);
      });

      for (const edge of [255, 256, 257]) {
        it(`finds owners around a batch that begins at ${edge}`, async () => {
          const master = await launchOne({ totalShares: 3_000, publicShares: 3_000 });
          await buy(master, ann, edge - 1);
          await buy(master, ben, 600);
          await buy(master, cleo, 2);
          const last = edge + 599;
          await assertOwners(master, { 1: ann, [edge - 1]: ann, [edge]: ben, [edge + 1]: ben });
          await assertOwners(master, { 255: edge <= 255 ? ben : ann, 511: ben, 512: ben, 513: ben });
          await assertOwners(master, { [last]: ben, [last + 1]: cleo });
          await give(master, ben, dan, edge);
          await give(master, ann, dan, edge - 1);
          await give(master, ben, dan, last);
          await assertOwners(master, { [edge]: dan, [edge + 1]: ben, [edge - 1]: dan, [edge - 2]: ann });
          await assertOwners(master, { [last]: dan, [last - 1]: ben, [last + 1]: cleo });
          await assertExact(master);
        });
      }

      it("finds the head over eight words without one", async () => {
        const master = await launchOne({ totalShares: 5_000, publicShares: 5_000 });
        await buy(master, ben, 255);
        await buy(master, ann, 2_000);
        await assertOwners(master, { 255: ben, 256: ann, 2_048: ann, 2_255: ann });
        await give(master, ann, dan, 2_255);
        await assertOwners(master, { 2_254: ann, 2_255: dan });
      });
    });

    describe("when it goes to its own holder", () => {
      it("changes the version and nothing else", async () => {
        const master = await launchOne();
        await buy(master, ann, 3);
        await deposit(master, ether);
        const before = await master.shares.read.holderOf([ann]);
        const owed = await claimable(master, ann);
        await give(master, ann, ann, 2);
        assert.equal(await versionOf(master, 2), 1);
        assert.equal((await master.shares.read.holderOf([ann])).balance, before.balance);
        assert.equal(await claimable(master, ann), owed);
        assert.equal(await ownerOf(master, 2), ann);
        assert.equal(await moverOf(master, 2), ann);
        await assertExact(master);
      });
    });

    describe("when dividends accrued before", () => {
      it("leaves those to the sender and gives later ones to the receiver", async () => {
        const master = await launchOne({ totalShares: 10, publicShares: 10 });
        await buy(master, ann, 2);
        await deposit(master, 1_000n);
        await give(master, ann, ben, 1);
        assert.deepEqual([await claimable(master, ann), await claimable(master, ben)], [200n, 0n]);
        await deposit(master, 1_000n);
        assert.deepEqual([await claimable(master, ann), await claimable(master, ben)], [300n, 100n]);
        await give(master, ben, ann, 1);
        await deposit(master, 1_000n);
        assert.deepEqual([await claimable(master, ann), await claimable(master, ben)], [500n, 100n]);
        await assertExact(master);
      });
    });

    describe("when it is moved", () => {
      it("counts it in the version and clears the approval", async () => {
        const master = await launchOne();
        await buy(master, ann, 2);
        await master.shares.write.approve([dan, 1n], { account: ann });
        assert.equal(await versionOf(master, 1), 0);
        await give(master, ann, ben, 1);
        assert.equal(await versionOf(master, 1), 1);
        assert.equal(await master.shares.read.getApproved([1n]), zeroAddress);
        await reverts(move(master, dan, ben, dan, 1), master.shares, "ERC721InsufficientApproval", [dan, 1n]);
        await give(master, ben, ann, 1);
        assert.equal(await versionOf(master, 1), 2);
        assert.equal(await master.shares.read.getApproved([1n]), zeroAddress);
        assert.equal(await versionOf(master, 2), 0);
      });

      it("emits one Transfer and nothing else", async () => {
        const master = await launchOne();
        await buy(master, ann, 2);
        const hash = await give(master, ann, ben, 2);
        await emits(hash, master.shares, "Transfer", [ann, ben, 2n]);
        assert.equal((await publicClient.getTransactionReceipt({ hash })).logs.length, 1);
      });
    });

    describe("when the platform is paused", () => {
      it("moves it", async () => {
        const master = await launchOne();
        await buy(master, ann, 1);
        await master.platform.switchboard.write.pause();
        await give(master, ann, ben, 1);
      });
    });
  });
});
