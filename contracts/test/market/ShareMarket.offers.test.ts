import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, maxUint256, zeroAddress } from "viem";

import { buy, give, moneyOf, ownerOf, stake } from "../helpers/actions.ts";
import { deployMock, launch, launchUsdc } from "../helpers/fixture.ts";
import {
  approveMarket,
  assertEscrow,
  deployMarketPlatform,
  expectedSplit,
  inOneDay,
  list,
  makeOffer,
  type MarketPlatform,
  PRICE,
} from "../helpers/market.ts";
import { DAY, emits, loadFixture, nextAt, now, pays, people, reverts, wait } from "../helpers/network.ts";
import { signPermit } from "../helpers/permits.ts";
import { callData, deployPuppet, execute, setReaction } from "../helpers/puppets.ts";

const { ann, ben, cleo, dan, stranger } = people;
const noOffer = {
  bidder: zeroAddress,
  amount: 0n,
  shares: zeroAddress,
  id: 0,
  expiry: 0,
  currency: zeroAddress,
};

/** Ann holds shares 1 to 3 and has approved the market. */
async function launchHeld() {
  const platform = await loadFixture(deployMarketPlatform);
  const master = await launch(platform);
  await buy(master, ann, 3);
  await approveMarket(master, platform, ann);
  return { platform, master };
}

const accept = ({ market }: MarketPlatform, account: Address, offerId: bigint, id: number, minNet = 0n) =>
  market.write.acceptOffer([offerId, BigInt(id), minNet], { account });
const cancel = ({ market }: MarketPlatform, account: Address, ...offerIds: readonly bigint[]) =>
  market.write.cancelOffers([offerIds], { account });

describe("ShareMarket", () => {
  describe("offer", () => {
    it("reverts with Paused when the platform is paused", async () => {
      const { platform, master } = await launchHeld();
      await platform.switchboard.write.pause();
      await reverts(makeOffer(platform, master, ben, 1), platform.market, "ShareMarket_Paused");
    });

    it("reverts with NotMaster when the collection is no master", async () => {
      const { platform } = await launchHeld();
      const { market, usdc } = platform;
      const args = [usdc.address, 0n, 1n, await inOneDay()] as const;
      const call = market.write.offer(args, { account: ben, value: 1n });
      await reverts(call, market, "ShareMarket_NotMaster", [usdc.address]);
    });

    it("reverts with ZeroPrice, InvalidExpiry", async () => {
      const { platform, master } = await launchHeld();
      const { market } = platform;
      await reverts(makeOffer(platform, master, ben, 1, 0n), market, "ShareMarket_ZeroPrice");
      const soon = (await now()) + 100;
      await nextAt(soon);
      const late = makeOffer(platform, master, ben, 1, 1n, soon);
      await reverts(late, market, "ShareMarket_InvalidExpiry", [BigInt(soon)]);
      const far = (await now()) + 366 * DAY;
      const early = makeOffer(platform, master, ben, 1, 1n, far);
      await reverts(early, market, "ShareMarket_InvalidExpiry", [BigInt(far)]);
    });

    it("reverts for a share that does not exist, or is the bidder's", async () => {
      const { platform, master } = await launchHeld();
      await reverts(makeOffer(platform, master, ben, 4), master.shares, "ERC721NonexistentToken", [4n]);
      const args = [master.address, 1n];
      await reverts(makeOffer(platform, master, ann, 1), platform.market, "ShareMarket_OwnShare", args);
    });

    it("reverts with WrongValue when the native coin sent is not the amount, or beside an ERC-20", async () => {
      const { platform, master } = await launchHeld();
      const { market } = platform;
      const usdc = await launchUsdc(platform);
      for (const [shares, expected, value] of [
        [master.address, PRICE, PRICE - 1n],
        [master.address, PRICE, PRICE + 1n],
        [usdc.address, 0n, 1n],
      ] as const) {
        const args = [shares, 0n, PRICE, await inOneDay()] as const;
        const call = market.write.offer(args, { account: ben, value });
        await reverts(call, market, "ShareMarket_WrongValue", [expected, value]);
      }
    });

    it("reverts with WrongAmountReceived when the ERC-20 delivers less", async () => {
      const { platform } = await launchHeld();
      const token = await deployMock("MockToken");
      await platform.registry.write.setCurrency([token.address, true]);
      const master = await launch(platform, { currency: token.address });
      await token.write.mint!([ben, 10n ** 20n]);
      await token.write.approve!([platform.market.address, maxUint256], { account: ben });
      await token.write.setFee!([100n]);
      const args = [10_000n, 9_900n];
      const call = makeOffer(platform, master, ben, 0, 10_000n);
      await reverts(call, platform.market, "ShareMarket_WrongAmountReceived", args);
    });

    it("escrows the amount and emits OfferMade", async () => {
      const { platform, master } = await launchHeld();
      const { market } = platform;
      const usdc = await launchUsdc(platform);
      const expiry = await inOneDay();
      const [value, account] = [PRICE, ben];
      const one = market.write.offer([master.address, 2n, PRICE, expiry], { account, value });
      await pays(one, [
        [ben, -PRICE],
        [market.address, PRICE],
      ]);
      const made = [1n, master.address, ben, 2n, zeroAddress, PRICE, expiry];
      await emits(one, market, "OfferMade", made);
      const any = market.write.offer([usdc.address, 0n, 9n, expiry], { account });
      await emits(any, market, "OfferMade", [2n, usdc.address, ben, 0n, usdc.currency, 9n, expiry]);
      const { shares, currency, ...rest } = await market.read.offerOf([2n]);
      assert.deepEqual(rest, { bidder: ben, amount: 9n, id: 0, expiry });
      assert.deepEqual(
        [shares.toLowerCase(), currency.toLowerCase()],
        [usdc.address.toLowerCase(), usdc.currency.toLowerCase()],
      );
      assert.equal(await market.read.offerCount(), 2n);
      await assertEscrow(platform);
    });
  });

  describe("offerWithPermit", () => {
    it("escrows with a good permit, and lets the allowance decide with another", async () => {
      const { platform } = await launchHeld();
      const { market, usdc } = platform;
      const master = await launchUsdc(platform);
      await usdc.write.approve([market.address, 0n], { account: ben });
      const deadline = BigInt((await now()) + DAY);
      const permit = await signPermit(platform, {
        owner: ben,
        spender: market.address,
        value: 50n,
        deadline,
      });
      const args = [master.address, 0n, 50n, await inOneDay(), permit] as const;
      await market.write.offerWithPermit(args, { account: ben });
      await assertEscrow(platform);
      const again = market.write.offerWithPermit(args, { account: ben });
      await reverts(again, usdc, "ERC20InsufficientAllowance", [market.address, 0n, 50n]);
      await usdc.write.approve([market.address, 50n], { account: ben });
      await market.write.offerWithPermit(args, { account: ben });
      await assertEscrow(platform);
    });

    it("reverts with NotMaster, Paused and, for native coin, WrongValue", async () => {
      const { platform, master } = await launchHeld();
      const { market, usdc, switchboard } = platform;
      const terms = { owner: ben, spender: market.address, value: 1n, deadline: 0n };
      const permit = await signPermit(platform, terms);
      const expiry = await inOneDay();
      const account = ben;
      const foreign = market.write.offerWithPermit([usdc.address, 0n, 1n, expiry, permit], { account });
      await reverts(foreign, market, "ShareMarket_NotMaster", [usdc.address]);
      const native = market.write.offerWithPermit([master.address, 0n, 1n, expiry, permit], { account });
      await reverts(native, market, "ShareMarket_WrongValue", [1n, 0n]);
      await switchboard.write.pause();
      const paused = market.write.offerWithPermit([master.address, 0n, 1n, expiry, permit], { account });
      await reverts(paused, market, "ShareMarket_Paused");
    });
  });

  describe("acceptOffer", () => {
    it("reverts with Paused, UnknownOffer, OfferExpired, WrongShare, OwnShare, NetTooLow", async () => {
      const { platform, master } = await launchHeld();
      const { market, switchboard } = platform;
      const offerId = await makeOffer(platform, master, ben, 2);
      const { expiry } = await market.read.offerOf([offerId]);
      await reverts(accept(platform, ann, 9n, 2), market, "ShareMarket_UnknownOffer", [9n]);
      await reverts(accept(platform, ann, offerId, 1), market, "ShareMarket_WrongShare", [1n, 2n, 1n]);
      const own = accept(platform, ben, offerId, 2);
      await reverts(own, market, "ShareMarket_OwnShare", [master.address, 2n]);
      const { net } = expectedSplit(PRICE, 1_000, 5_000);
      const low = accept(platform, ann, offerId, 2, net + 1n);
      await reverts(low, market, "ShareMarket_NetTooLow", [net + 1n, net]);
      await switchboard.write.pause();
      await reverts(accept(platform, ann, offerId, 2), market, "ShareMarket_Paused");
      await switchboard.write.unpause();
      await nextAt(expiry);
      const late = accept(platform, ann, offerId, 2);
      await reverts(late, market, "ShareMarket_OfferExpired", [offerId, BigInt(expiry)]);
      await assertEscrow(platform);
    });

    it("reverts as the collection says when the share is another's, locked, or not approved", async () => {
      const { platform, master } = await launchHeld();
      const { market } = platform;
      const offerId = await makeOffer(platform, master, ben, 0);
      await approveMarket(master, platform, cleo);
      const others = accept(platform, cleo, offerId, 1);
      await reverts(others, master.shares, "ERC721IncorrectOwner", [cleo, 1n, ann]);
      await stake(master, ann, [1]);
      await reverts(accept(platform, ann, offerId, 1), master.shares, "MasterShares_Locked", [1n, 0n]);
      await master.shares.write.setApprovalForAll([market.address, false], { account: ann });
      const args = [market.address, 2n];
      await reverts(accept(platform, ann, offerId, 2), master.shares, "ERC721InsufficientApproval", args);
      assert.equal((await market.read.offerOf([offerId])).bidder, ben);
    });

    it("pays the seller at once, credits the others, and emits ShareSold", async () => {
      const { platform, master } = await launchHeld();
      const { market } = platform;
      const offerId = await makeOffer(platform, master, ben, 2);
      const split = expectedSplit(PRICE, 1_000, 5_000);
      const hash = accept(platform, ann, offerId, 2, split.net);
      await pays(hash, [
        [ann, split.net],
        [market.address, -split.net],
      ]);
      const amounts = [PRICE, split.artistAmount, split.moverAmount, split.fee, offerId];
      const args = [master.address, 2n, ben, ann, 1n, ann, ...amounts];
      await emits(hash, market, "ShareSold", args);
      assert.equal(await ownerOf(master, 2), ben);
      assert.deepEqual(await market.read.offerOf([offerId]), noOffer);
      const again = accept(platform, ann, offerId, 2);
      await reverts(again, market, "ShareMarket_UnknownOffer", [offerId]);
      await assertEscrow(platform);
    });

    it("takes any unlocked share, whoever holds it by then, in an ERC-20", async () => {
      const { platform } = await launchHeld();
      const master = await launchUsdc(platform);
      await buy(master, ann, 3);
      const offerId = await makeOffer(platform, master, ben, 0, 9_999n);
      await give(master, ann, cleo, 3);
      await approveMarket(master, platform, cleo);
      const before = await moneyOf(master, cleo);
      await accept(platform, cleo, offerId, 3);
      assert.equal((await moneyOf(master, cleo)) - before, expectedSplit(9_999n, 1_000, 5_000).net);
      assert.equal(await ownerOf(master, 3), ben);
      await assertEscrow(platform);
    });

    it("ends a listing of the share for ever", async () => {
      const { platform, master } = await launchHeld();
      await list(platform, master, ann, [1]);
      await accept(platform, ann, await makeOffer(platform, master, ben, 0), 1);
      await give(master, ben, ann, 1);
      const { seller } = await platform.market.read.listingOf([master.address, 1n]);
      assert.equal(seller, zeroAddress);
    });

    it("credits a seller that refuses the money", async () => {
      const { platform, master } = await launchHeld();
      const puppet = await deployPuppet();
      await give(master, ann, puppet.address, 1);
      const approve = callData(master.shares, "setApprovalForAll", [platform.market.address, true]);
      await execute(puppet, { target: master.address, data: approve });
      await setReaction(puppet, "revert");
      const offerId = await makeOffer(platform, master, ben, 0);
      const data = callData(platform.market, "acceptOffer", [offerId, 1n, 0n]);
      await execute(puppet, { target: platform.market.address, data });
      const { net } = expectedSplit(PRICE, 1_000, 5_000);
      assert.equal(await platform.market.read.creditOf([puppet.address, zeroAddress]), net);
      await assertEscrow(platform, [puppet.address]);
    });
  });

  describe("cancelOffers", () => {
    it("reverts with InvalidCount, UnknownOffer, NotBidder", async () => {
      const { platform, master } = await launchHeld();
      const { market } = platform;
      const offerId = await makeOffer(platform, master, ben, 0);
      await reverts(cancel(platform, ben), market, "ShareMarket_InvalidCount", [0n]);
      const many = cancel(platform, ben, ...Array<bigint>(51).fill(offerId));
      await reverts(many, market, "ShareMarket_InvalidCount", [51n]);
      await reverts(cancel(platform, ben, 2n), market, "ShareMarket_UnknownOffer", [2n]);
      const twice = cancel(platform, ben, offerId, offerId);
      await reverts(twice, market, "ShareMarket_UnknownOffer", [offerId]);
      await reverts(cancel(platform, ann, offerId), market, "ShareMarket_NotBidder", [offerId, ann]);
    });

    it("refunds several in their currencies, also while paused", async () => {
      const { platform, master } = await launchHeld();
      const usdc = await launchUsdc(platform);
      const before = await moneyOf(usdc, ben);
      const one = await makeOffer(platform, master, ben, 1);
      const two = await makeOffer(platform, usdc, ben, 0, 77n);
      await platform.switchboard.write.pause();
      const hash = cancel(platform, ben, one, two);
      await pays(hash, [[ben, PRICE]]);
      await emits(hash, platform.market, "OfferCancelled", [two, ben, 77n]);
      assert.equal(await moneyOf(usdc, ben), before);
      await assertEscrow(platform);
    });

    it("refunds the bidder when anybody calls after the expiry, to the second", async () => {
      const { platform, master } = await launchHeld();
      const offerId = await makeOffer(platform, master, ben, 1);
      const { expiry } = await platform.market.read.offerOf([offerId]);
      await nextAt(expiry - 1);
      const early = cancel(platform, stranger, offerId);
      await reverts(early, platform.market, "ShareMarket_NotBidder", [offerId, stranger]);
      await nextAt(expiry);
      await pays(cancel(platform, stranger, offerId), [
        [ben, PRICE],
        [stranger, 0n],
      ]);
    });

    it("credits a bidder that refuses the money, and refunds the others", async () => {
      const { platform, master } = await launchHeld();
      const { market } = platform;
      const puppet = await deployPuppet();
      const data = callData(market, "offer", [master.address, 0n, PRICE, await inOneDay()]);
      await execute(puppet, { target: market.address, value: PRICE, data });
      await setReaction(puppet, "burnGas");
      const second = await makeOffer(platform, master, dan, 0);
      await wait(2 * DAY);
      await pays(cancel(platform, stranger, 1n, second), [[dan, PRICE]]);
      assert.equal(await market.read.creditOf([puppet.address, zeroAddress]), PRICE);
      await assertEscrow(platform, [puppet.address]);
    });
  });
});
