import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { zeroAddress } from "viem";

import { buy, closeByArtist, give, moverOf, ownerOf } from "../helpers/actions.ts";
import { deployPlatform, launch, type Master } from "../helpers/fixture.ts";
import { emits, loadFixture, people, reverts } from "../helpers/network.ts";
import { deployPuppet, setReaction } from "../helpers/puppets.ts";

const { ann, ben, cleo, dan, stranger, artist } = people;

const launchSold = async (count = 3) => {
  const master = await launch(await loadFixture(deployPlatform));
  await buy(master, ann, count);
  return master;
};

const give3 = (master: Master, to: `0x${string}`) =>
  master.shares.write.safeTransferFrom([ann, to, 1n], { account: ann });
const give4 = (master: Master, to: `0x${string}`) =>
  master.shares.write.safeTransferFrom([ann, to, 1n, "0x1234"], { account: ann });

describe("MasterShares", () => {
  describe("safeTransferFrom", () => {
    describe("when the receiver has no code, or answers right", () => {
      for (const [name, send] of [
        ["without data", give3],
        ["with data", give4],
      ] as const) {
        it(`moves it ${name}`, async () => {
          const master = await launchSold();
          const puppet = await deployPuppet();
          await send(master, puppet.address);
          assert.equal(await ownerOf(master, 1), puppet.address);
          assert.equal(await puppet.read.received!(), 1n);
          await master.shares.write.safeTransferFrom([ann, ben, 2n], { account: ann });
          assert.equal(await ownerOf(master, 2), ben);
        });
      }
    });

    describe("when the receiver has no such function, refuses, answers wrong", () => {
      it("reverts and nothing moved", async () => {
        const master = await launchSold();
        const vault = master.platform.vault.address;
        await reverts(give3(master, vault), master.shares, "ERC721InvalidReceiver", [vault]);
        const puppet = await deployPuppet();
        await setReaction(puppet, "wrongAnswer");
        await reverts(give4(master, puppet.address), master.shares, "ERC721InvalidReceiver", [
          puppet.address,
        ]);
        await setReaction(puppet, "revert");
        await reverts(give3(master, puppet.address), puppet, "Puppet_Refused");
        assert.equal(await ownerOf(master, 1), ann);
        assert.equal(await master.shares.read.balanceOf([ann]), 3n);
      });
    });
  });

  describe("approve", () => {
    describe("when the caller is neither holder nor operator", () => {
      it("reverts with ERC721InvalidApprover", async () => {
        const master = await launchSold();
        const call = master.shares.write.approve([stranger, 1n], { account: stranger });
        await reverts(call, master.shares, "ERC721InvalidApprover", [stranger]);
        await master.shares.write.approve([ben, 1n], { account: ann });
        const byApproved = master.shares.write.approve([stranger, 1n], { account: ben });
        await reverts(byApproved, master.shares, "ERC721InvalidApprover", [ben]);
      });
    });

    describe("when the share does not exist", () => {
      it("reverts with ERC721NonexistentToken", async () => {
        const master = await launchSold();
        const call = master.shares.write.approve([ben, 4n], { account: ann });
        await reverts(call, master.shares, "ERC721NonexistentToken", [4n]);
        await reverts(master.shares.read.getApproved([4n]), master.shares, "ERC721NonexistentToken", [4n]);
      });
    });

    describe("when it is given", () => {
      it("names it, also for shares of a batch, and leaves owners and movers", async () => {
        const master = await launchSold();
        await master.shares.write.setApprovalForAll([cleo, true], { account: ann });
        const call = master.shares.write.approve([ben, 2n], { account: cleo });
        await emits(call, master.shares, "Approval", [ann, ben, 2n]);
        assert.equal(await master.shares.read.getApproved([2n]), ben);
        assert.equal(await master.shares.read.getApproved([3n]), zeroAddress);
        for (const id of [1, 2, 3]) {
          assert.equal(await ownerOf(master, id), ann);
          assert.equal(await moverOf(master, id), ann);
        }
      });
    });

    describe("when it is taken back", () => {
      it("no longer moves the share", async () => {
        const master = await launchSold();
        await master.shares.write.approve([ben, 1n], { account: ann });
        await master.shares.write.approve([zeroAddress, 1n], { account: ann });
        assert.equal(await master.shares.read.getApproved([1n]), zeroAddress);
        const call = master.shares.write.transferFrom([ann, ben, 1n], { account: ben });
        await reverts(call, master.shares, "ERC721InsufficientApproval", [ben, 1n]);
      });
    });
  });

  describe("setApprovalForAll", () => {
    it("gives and takes the right over all shares of the caller", async () => {
      const master = await launchSold();
      const call = master.shares.write.setApprovalForAll([ben, true], { account: ann });
      await emits(call, master.shares, "ApprovalForAll", [ann, ben, true]);
      assert.equal(await master.shares.read.isApprovedForAll([ann, ben]), true);
      await master.shares.write.setApprovalForAll([ben, false], { account: ann });
      const move = master.shares.write.transferFrom([ann, ben, 1n], { account: ben });
      await reverts(move, master.shares, "ERC721InsufficientApproval", [ben, 1n]);
      const toZero = master.shares.write.setApprovalForAll([zeroAddress, true], { account: ann });
      await reverts(toZero, master.shares, "ERC721InvalidOperator", [zeroAddress]);
    });
  });

  describe("balanceOf", () => {
    it("reverts for the zero address", async () => {
      const master = await launchSold();
      const call = master.shares.read.balanceOf([zeroAddress]);
      await reverts(call, master.shares, "ERC721InvalidOwner", [zeroAddress]);
    });
  });

  describe("moverOf", () => {
    describe("when the id is above 100, not sold, or zero", () => {
      it("is zero", async () => {
        const master = await launchSold(150);
        await buy(master, ben, 1);
        for (const id of [0, 101, 151, 152, 100_001]) assert.equal(await moverOf(master, id), zeroAddress);
        assert.equal(await moverOf(master, 100), ann);
        await give(master, ben, ann, 151);
        assert.equal(await moverOf(master, 151), zeroAddress);
      });
    });

    describe("when an id of the first three tiers was sold", () => {
      it("is remembered for id 100 and forgotten for id 101 when each was bought alone", async () => {
        const master = await launchSold(99);
        await buy(master, ben, 1);
        await buy(master, cleo, 1);
        assert.equal(await moverOf(master, 101), zeroAddress);
        await give(master, ben, dan, 100);
        await give(master, cleo, dan, 101);
        assert.equal(await moverOf(master, 100), ben);
        assert.equal(await moverOf(master, 101), zeroAddress);
      });

      it("is the buyer, whatever happened since", async () => {
        const master = await launchSold(9);
        await buy(master, ben, 1);
        await buy(master, cleo, 1);
        await give(master, ben, dan, 10);
        await give(master, ann, dan, 1);
        await closeByArtist(master);
        await master.shares.write.mintRemaining([artist, 200n], { account: artist });
        assert.deepEqual(await Promise.all([1, 9, 10, 11, 12].map((id) => moverOf(master, id))), [
          ann,
          ann,
          ben,
          cleo,
          zeroAddress,
        ]);
      });
    });
  });
});
