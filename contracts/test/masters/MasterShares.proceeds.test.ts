import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { zeroAddress } from "viem";

import { buy, moneyOf } from "../helpers/actions.ts";
import {
  at,
  deployMock,
  deployPlatform,
  launch,
  launchUsdc,
  type Master,
  PLATFORM_FEE,
} from "../helpers/fixture.ts";
import { emits, loadFixture, pays, people, reverts } from "../helpers/network.ts";
import { deployPuppet, setReaction } from "../helpers/puppets.ts";
import { testUsdcAbi } from "../../exports/abi.ts";

const { artist, ann, ben, collector, stranger } = people;
const launchOne = async () => launch(await loadFixture(deployPlatform));
const withdraw = (master: Master, to = artist, account = artist) =>
  master.shares.write.withdrawProceeds([to], { account });
const feeOf = (gross: bigint) => (gross * PLATFORM_FEE) / 10_000n;

async function launchBlocking() {
  const base = await loadFixture(deployPlatform);
  const token = await deployMock("MockToken");
  await base.registry.write.setCurrency([token.address, true]);
  await token.write.mint!([ann, 10n ** 18n]);
  return { master: await launch(base, { currency: token.address, price: 1_000n }), token };
}

async function moveRole(master: Master, to: `0x${string}`) {
  await master.platform.registry.write.transferArtist([1n, to], { account: artist });
  await master.platform.registry.write.acceptArtist([1n], { account: to });
}

describe("MasterShares", () => {
  describe("withdrawProceeds", () => {
    describe("when the caller is not the artist", () => {
      it("reverts with NotArtist", async () => {
        const master = await launchOne();
        await buy(master, ann, 1);
        const call = withdraw(master, stranger, stranger);
        await reverts(call, master.shares, "MasterShares_NotArtist", [stranger, artist]);
      });

      it("reverts with NotArtist for who was the artist before", async () => {
        const master = await launchOne();
        await buy(master, ann, 1);
        await moveRole(master, ben);
        await reverts(withdraw(master), master.shares, "MasterShares_NotArtist", [artist, ben]);
      });
    });

    describe("when there is nothing", () => {
      it("reverts with NothingToWithdraw", async () => {
        const master = await launchOne();
        await reverts(withdraw(master), master.shares, "MasterShares_NothingToWithdraw");
        await buy(master, ann, 1);
        await withdraw(master);
        await reverts(withdraw(master), master.shares, "MasterShares_NothingToWithdraw");
      });
    });

    describe("when there are proceeds", () => {
      for (const [name, make] of [
        ["native coin", launch],
        ["an ERC-20", launchUsdc],
      ] as const) {
        it(`pays all of them less the platform fee in ${name} and emits ProceedsWithdrawn`, async () => {
          const master = await make(await loadFixture(deployPlatform));
          await buy(master, ann, 7);
          const gross = 7n * master.price;
          const net = gross - feeOf(gross);
          assert.deepEqual(await master.shares.read.withdrawable(), [net, feeOf(gross)]);
          const before = await moneyOf(master, ben);
          await emits(withdraw(master, ben), master.shares, "ProceedsWithdrawn", [artist, ben, net]);
          assert.equal(await moneyOf(master, ben), before + net);
          assert.deepEqual(await master.shares.read.withdrawable(), [0n, feeOf(gross)]);
        });
      }

      it("is exact over any split of withdrawals, also at prices that do not divide", async () => {
        const master = await launch(await loadFixture(deployPlatform), { price: 13n });
        let taken = 0n;
        for (const count of [1, 2, 3, 5, 1, 1, 40]) {
          await buy(master, ann, count);
          taken += (await master.shares.read.withdrawable())[0];
          await withdraw(master, ben);
          if (count === 3) await master.shares.write.withdrawFees();
        }
        const gross = 53n * 13n;
        assert.equal(taken, gross - feeOf(gross));
        await master.shares.write.withdrawFees();
        assert.equal(await moneyOf(master, master.address), 0n);
      });
    });

    describe("when the payee refuses", () => {
      it("reverts with PaymentFailed for native coin, and pays another payee", async () => {
        const master = await launchOne();
        await buy(master, ann, 4);
        const puppet = await deployPuppet();
        await setReaction(puppet, "revert");
        const gross = 4n * master.price;
        const net = gross - feeOf(gross);
        const refused = withdraw(master, puppet.address);
        await reverts(refused, master.shares, "MasterShares_PaymentFailed", [puppet.address, net]);
        const toZero = withdraw(master, zeroAddress);
        await reverts(toZero, master.shares, "MasterShares_PaymentFailed", [zeroAddress, net]);
        await pays(withdraw(master, ben), [[ben, net]]);
      });

      it("reverts with PaymentFailed for an ERC-20, and pays another payee", async () => {
        const { master, token } = await launchBlocking();
        await buy(master, ann, 4);
        await token.write.setBlocked!([artist, true]);
        await reverts(withdraw(master), master.shares, "MasterShares_PaymentFailed", [artist, 3_900n]);
        await withdraw(master, ben);
        assert.equal(await at(testUsdcAbi, token.address).read.balanceOf([ben]), 3_900n);
      });
    });

    describe("when the payee burns gas", () => {
      it("pays another payee", async () => {
        const master = await launchOne();
        await buy(master, ann, 4);
        const puppet = await deployPuppet();
        await setReaction(puppet, "burnGas");
        const net = (await master.shares.read.withdrawable())[0];
        const refused = withdraw(master, puppet.address);
        await reverts(refused, master.shares, "MasterShares_PaymentFailed", [puppet.address, net]);
        await pays(withdraw(master, ben), [[ben, net]]);
      });
    });

    describe("when the role moved", () => {
      it("pays the new artist", async () => {
        const master = await launchOne();
        await buy(master, ann, 4);
        await moveRole(master, ben);
        const net = (await master.shares.read.withdrawable())[0];
        await pays(withdraw(master, ben, ben), [[ben, net]]);
        assert.equal(await master.shares.read.owner(), ben);
      });
    });

    describe("when the platform is paused", () => {
      it("pays", async () => {
        const master = await launchOne();
        await buy(master, ann, 4);
        await master.platform.switchboard.write.pause();
        await withdraw(master);
        await master.shares.write.withdrawFees();
      });
    });
  });

  describe("withdrawFees", () => {
    describe("when there is nothing", () => {
      it("reverts with NothingToWithdraw", async () => {
        const master = await launchOne();
        await reverts(master.shares.write.withdrawFees(), master.shares, "MasterShares_NothingToWithdraw");
      });
    });

    describe("when there are fees", () => {
      it("pays them to the recipient, whoever calls, and leaves the proceeds untouched", async () => {
        const master = await launchOne();
        await buy(master, ann, 40);
        const fee = feeOf(40n * master.price);
        const [proceeds] = await master.shares.read.withdrawable();
        const call = master.shares.write.withdrawFees({ account: stranger });
        await pays(call, [[collector, fee]]);
        await emits(call, master.shares, "FeesWithdrawn", [collector, fee]);
        assert.deepEqual(await master.shares.read.withdrawable(), [proceeds, 0n]);
      });
    });

    describe("when the recipient refuses", () => {
      it("reverts with PaymentFailed and leaves the artist's proceeds withdrawable", async () => {
        const master = await launchOne();
        await buy(master, ann, 4);
        const puppet = await deployPuppet();
        await setReaction(puppet, "revert");
        await master.platform.registry.write.setFeeRecipient([puppet.address]);
        const fee = feeOf(4n * master.price);
        const call = master.shares.write.withdrawFees();
        await reverts(call, master.shares, "MasterShares_PaymentFailed", [puppet.address, fee]);
        await withdraw(master);
        await master.platform.registry.write.setFeeRecipient([ben]);
        await pays(master.shares.write.withdrawFees(), [[ben, fee]]);
      });
    });

    describe("when the fee of new masters changes", () => {
      it("keeps the fee of this one", async () => {
        const master = await launchOne();
        await master.platform.registry.write.setPlatformFee([500]);
        await buy(master, ann, 4);
        assert.equal((await master.shares.read.withdrawable())[1], feeOf(4n * master.price));
        assert.equal(await master.shares.read.platformFee(), Number(PLATFORM_FEE));
      });
    });

    describe("when the fee is zero", () => {
      it("reverts with NothingToWithdraw", async () => {
        const base = await loadFixture(deployPlatform);
        await base.registry.write.setPlatformFee([0]);
        const master = await launch(base);
        await buy(master, ann, 4);
        assert.deepEqual(await master.shares.read.withdrawable(), [4n * master.price, 0n]);
        await reverts(master.shares.write.withdrawFees(), master.shares, "MasterShares_NothingToWithdraw");
      });
    });
  });
});
