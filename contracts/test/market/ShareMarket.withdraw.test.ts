import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, zeroAddress } from "viem";

import { give, moneyOf } from "../helpers/actions.ts";
import { launch, launchUsdc } from "../helpers/fixture.ts";
import {
  assertEscrow,
  buyAndList,
  deployMarketPlatform,
  expectedSplit,
  PRICE,
  take,
} from "../helpers/market.ts";
import { emits, loadFixture, pays, people, publicClient, reverts } from "../helpers/network.ts";
import { callData, deployPuppet, execute, setReaction } from "../helpers/puppets.ts";

const { ann, artist, ben, cleo, collector, stranger } = people;
const split = expectedSplit(PRICE, 1_000, 5_000);
const dollars = expectedSplit(777_777n, 1_000, 5_000);

/** Shares of a master in native coin and of one in dollars were sold by Ann, their mover. */
async function launchSold() {
  const platform = await loadFixture(deployMarketPlatform);
  const [master, other] = [await launch(platform), await launchUsdc(platform)];
  await buyAndList(platform, master, ann, [1]);
  await buyAndList(platform, other, ann, [1], { price: 777_777n });
  await take(platform, master, ben, [1]);
  await take(platform, other, ben, [1], 777_777n);
  const both: readonly Address[] = [zeroAddress, platform.usdc.address];
  return { platform, master, other, both };
}

describe("ShareMarket", () => {
  describe("withdraw", () => {
    it("reverts with InvalidCount, NothingToWithdraw, NotArtist", async () => {
      const { platform, both } = await launchSold();
      const { market, registry } = platform;
      const account = ann;
      const none = market.write.withdraw([[], []], { account });
      await reverts(none, market, "ShareMarket_InvalidCount", [0n]);
      const many = market.write.withdraw([Array<Address>(51).fill(zeroAddress), []], { account });
      await reverts(many, market, "ShareMarket_InvalidCount", [51n]);
      const roles = market.write.withdraw([both, Array<bigint>(51).fill(1n)], { account });
      await reverts(roles, market, "ShareMarket_InvalidCount", [51n]);
      await reverts(market.write.withdraw([both, [1n]], { account }), market, "ShareMarket_NotArtist", [
        1n,
        ann,
      ]);
      const unknown = market.write.withdraw([both, [2n]], { account });
      await reverts(unknown, registry, "MasterRegistry_UnknownArtist", [2n]);
      await market.write.withdraw([both, []], { account });
      await reverts(market.write.withdraw([both, []], { account }), market, "ShareMarket_NothingToWithdraw");
    });

    it("pays a mover in every currency, and emits CreditsWithdrawn, also while paused", async () => {
      const { platform, other, both } = await launchSold();
      await platform.switchboard.write.pause();
      const before = await moneyOf(other, ann);
      const hash = platform.market.write.withdraw([both, []], { account: ann });
      await pays(hash, [[ann, split.moverAmount]]);
      const args = [ann, zeroAddress, ann, split.moverAmount];
      await emits(hash, platform.market, "CreditsWithdrawn", args);
      assert.equal((await moneyOf(other, ann)) - before, dollars.moverAmount);
      await assertEscrow(platform);
    });

    it("pays an account and its roles together, each once", async () => {
      const { platform, master } = await launchSold();
      const { market } = platform;
      await give(master, ben, artist, 1);
      await master.shares.write.setApprovalForAll([market.address, true], { account: artist });
      await buyAndList(platform, master, artist, [2]);
      await take(platform, master, ben, [2]);
      const hash = market.write.withdraw(
        [
          [zeroAddress, zeroAddress],
          [1n, 1n],
        ],
        { account: artist },
      );
      await pays(hash, [[artist, split.moverAmount + 2n * split.artistAmount]]);
      const args = [1n, zeroAddress, artist, artist, 2n * split.artistAmount];
      await emits(hash, market, "ArtistCreditsWithdrawn", args);
      await emits(hash, market, "CreditsWithdrawn", [artist, zeroAddress, artist, split.moverAmount]);
      await assertEscrow(platform);
    });

    it("says nothing of artists and currencies that nothing is owed in", async () => {
      const { platform, both } = await launchSold();
      const { market } = platform;
      await market.write.withdraw([[zeroAddress], [1n]], { account: artist });
      const hash = await market.write.withdraw([both, Array<bigint>(50).fill(1n)], { account: artist });
      const { blockNumber } = await publicClient.getTransactionReceipt({ hash });
      const blocks = { fromBlock: blockNumber, toBlock: blockNumber };
      const paid = await market.getEvents.ArtistCreditsWithdrawn({}, blocks);
      assert.deepEqual(
        paid.map(({ args }) => [args.currency?.toLowerCase(), args.amount]),
        [[platform.usdc.address.toLowerCase(), dollars.artistAmount]],
      );
      assert.deepEqual(await market.getEvents.CreditsWithdrawn({}, blocks), []);
    });

    it("pays the new artist when the role moved", async () => {
      const { platform } = await launchSold();
      const { market, registry } = platform;
      await registry.write.transferArtist([1n, cleo], { account: artist });
      await registry.write.acceptArtist([1n], { account: cleo });
      const old = market.write.withdraw([[zeroAddress], [1n]], { account: artist });
      await reverts(old, market, "ShareMarket_NotArtist", [1n, artist]);
      await pays(market.write.withdraw([[zeroAddress], [1n]], { account: cleo }), [
        [cleo, split.artistAmount],
      ]);
    });

    it("reverts with PaymentFailed when the payee refuses, and withdrawTo is the exit", async () => {
      const { platform, master } = await launchSold();
      const { market, registry } = platform;
      const puppet = await deployPuppet();
      await registry.write.transferArtist([1n, puppet.address], { account: artist });
      const inItsName = (target: Address, data: `0x${string}`) => execute(puppet, { target, data });
      await inItsName(registry.address, callData(registry, "acceptArtist", [1n]));
      await setReaction(puppet, "revert");
      const refused = market.write.withdrawFor([puppet.address, [zeroAddress], [1n]], { account: stranger });
      const args = [puppet.address, zeroAddress, split.artistAmount];
      await reverts(refused, market, "ShareMarket_PaymentFailed", args);
      assert.equal(await market.read.artistCreditOf([1n, zeroAddress]), split.artistAmount);
      const data = callData(market, "withdrawTo", [cleo, [zeroAddress], [1n]]);
      await pays(inItsName(market.address, data), [[cleo, split.artistAmount]]);
      await assertEscrow(platform);
      assert.equal(await master.shares.read.ownerOf([1n]), ben);
    });
  });

  describe("withdrawFor", () => {
    it("pays the account, not the caller", async () => {
      const { platform } = await launchSold();
      const { market } = platform;
      await pays(market.write.withdrawFor([ann, [zeroAddress], []], { account: stranger }), [
        [ann, split.moverAmount],
        [stranger, 0n],
      ]);
      const zero = market.write.withdrawFor([zeroAddress, [zeroAddress], []]);
      await reverts(zero, market, "ShareMarket_ZeroAddress");
    });
  });

  describe("withdrawTo", () => {
    it("pays another address, not zero", async () => {
      const { platform } = await launchSold();
      const { market } = platform;
      const zero = market.write.withdrawTo([zeroAddress, [zeroAddress], []], { account: ann });
      await reverts(zero, market, "ShareMarket_ZeroAddress");
      const hash = market.write.withdrawTo([cleo, [zeroAddress], []], { account: ann });
      await pays(hash, [
        [cleo, split.moverAmount],
        [ann, 0n],
      ]);
      await emits(hash, market, "CreditsWithdrawn", [ann, zeroAddress, cleo, split.moverAmount]);
    });
  });

  describe("withdrawFees", () => {
    it("pays the registry's fee recipient, whoever calls, and reverts when there are none", async () => {
      const { platform, other, both } = await launchSold();
      const { market } = platform;
      const before = await moneyOf(other, collector);
      const hash = market.write.withdrawFees([both], { account: stranger });
      await pays(hash, [[collector, split.fee]]);
      await emits(hash, market, "MarketFeesWithdrawn", [collector, zeroAddress, split.fee]);
      assert.equal((await moneyOf(other, collector)) - before, dollars.fee);
      assert.equal(await market.read.feesOf([zeroAddress]), 0n);
      await reverts(market.write.withdrawFees([both]), market, "ShareMarket_NothingToWithdraw");
      await reverts(market.write.withdrawFees([[]]), market, "ShareMarket_InvalidCount", [0n]);
      await assertEscrow(platform);
    });

    it("reverts with PaymentFailed when the recipient refuses", async () => {
      const { platform } = await launchSold();
      const { market, registry } = platform;
      const puppet = await deployPuppet();
      await setReaction(puppet, "revert");
      await registry.write.setFeeRecipient([puppet.address]);
      const args = [puppet.address, zeroAddress, split.fee];
      await reverts(market.write.withdrawFees([[zeroAddress]]), market, "ShareMarket_PaymentFailed", args);
    });
  });
});
