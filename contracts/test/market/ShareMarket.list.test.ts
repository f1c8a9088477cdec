import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, zeroAddress } from "viem";

import { buy, give, requestUnstake, stake } from "../helpers/actions.ts";
import { deployMock, launch, launchUsdc, type Master } from "../helpers/fixture.ts";
import {
  approveMarket,
  askFor,
  buyAndList,
  deployMarketPlatform,
  expectedSplit,
  inOneDay,
  list,
  type MarketPlatform,
  PRICE,
  take,
} from "../helpers/market.ts";
import { DAY, emits, loadFixture, nextAt, now, people, reverts, wait } from "../helpers/network.ts";

const { ann, ben, cleo } = people;
const empty = { seller: zeroAddress, price: 0n, expiry: 0, isApproved: false };

async function launchHeld() {
  const platform = await loadFixture(deployMarketPlatform);
  const master = await launch(platform);
  await buy(master, ann, 3);
  await approveMarket(master, platform, ann);
  return { platform, master };
}

async function launchListed() {
  const platform = await loadFixture(deployMarketPlatform);
  const master = await launch(platform);
  await buyAndList(platform, master, ann, [1, 2]);
  return { platform, master };
}

const listingOf = ({ market }: MarketPlatform, master: Master, id: number) =>
  market.read.listingOf([master.address, BigInt(id)]);
const cancel = ({ market }: MarketPlatform, master: Master, account: Address, id: number) =>
  market.write.cancel([[{ shares: master.address, id: BigInt(id) }]], { account });
const update = async (
  { market }: MarketPlatform,
  master: Master,
  account: Address,
  id: number,
  terms: Parameters<typeof askFor>[2] = {},
) => market.write.update([[await askFor(master, id, terms)]], { account });

describe("ShareMarket", () => {
  describe("constructor", () => {
    it("refuses a fee above 2 %", async () => {
      const { platform } = await launchHeld();
      const args = [platform.registry.address, platform.switchboard.address, 201];
      await reverts(deployMock("ShareMarket", args), platform.market, "ShareMarket_FeeTooHigh", [201n]);
      assert.equal(await platform.market.read.platformFee(), 50);
      assert.equal(await platform.market.read.version(), 1n);
    });
  });

  describe("list", () => {
    describe("when the platform is paused", () => {
      it("reverts with Paused", async () => {
        const { platform, master } = await launchHeld();
        await platform.switchboard.write.pause();
        await reverts(list(platform, master, ann, [1]), platform.market, "ShareMarket_Paused");
      });
    });

    describe("when no share is named, or more than 50", () => {
      it("reverts with InvalidCount", async () => {
        const { platform, master } = await launchHeld();
        for (const count of [0, 51]) {
          const call = list(platform, master, ann, Array<number>(count).fill(1));
          await reverts(call, platform.market, "ShareMarket_InvalidCount", [BigInt(count)]);
        }
      });
    });

    describe("when the collection is no master, or one that this version cannot read", () => {
      it("reverts with NotMaster", async () => {
        const { platform, master } = await launchHeld();
        const { registry, market, usdc } = platform;
        const impostor = await deployMock("ImpostorShares", [1n]);
        const code = await deployMock("LaterShares");
        await registry.write.setSharesImplementation([code.address]);
        const later = await launch(platform);
        for (const shares of [usdc.address, impostor.address, later.address, cleo]) {
          const call = market.write.list([[{ ...(await askFor(master, 1)), shares }]], { account: ann });
          await reverts(call, market, "ShareMarket_NotMaster", [shares]);
        }
      });
    });

    describe("when price, expiry or net are not acceptable", () => {
      it("reverts with ZeroPrice, InvalidExpiry, NetTooLow", async () => {
        const { platform, master } = await launchHeld();
        const { market } = platform;
        await reverts(list(platform, master, ann, [1], { price: 0n }), market, "ShareMarket_ZeroPrice");
        const soon = (await now()) + 100;
        await nextAt(soon);
        const late = list(platform, master, ann, [1], { expiry: soon });
        await reverts(late, market, "ShareMarket_InvalidExpiry", [BigInt(soon)]);
        const far = (await now()) + 366 * DAY;
        const early = list(platform, master, ann, [1], { expiry: far });
        await reverts(early, market, "ShareMarket_InvalidExpiry", [BigInt(far)]);
        const { net } = expectedSplit(PRICE, 1_000, 5_000);
        const low = list(platform, master, ann, [1], { minNet: net + 1n });
        await reverts(low, market, "ShareMarket_NetTooLow", [net + 1n, net]);
        await list(platform, master, ann, [1], { minNet: net });
      });
    });

    describe("when the share does not exist, or is another's", () => {
      it("reverts as the collection says, or with NotHolder", async () => {
        const { platform, master } = await launchHeld();
        await reverts(list(platform, master, ann, [4]), master.shares, "ERC721NonexistentToken", [4n]);
        const call = list(platform, master, ben, [1]);
        await reverts(call, platform.market, "ShareMarket_NotHolder", [master.address, 1n, ben]);
      });
    });

    describe("when the market is not approved", () => {
      it("reverts with NotApproved; the approval of the one share is enough", async () => {
        const { platform, master } = await launchHeld();
        const { market } = platform;
        await master.shares.write.setApprovalForAll([market.address, false], { account: ann });
        const args = [master.address, 2n];
        await reverts(list(platform, master, ann, [2]), market, "ShareMarket_NotApproved", args);
        await master.shares.write.approve([market.address, 2n], { account: ann });
        await list(platform, master, ann, [2]);
        await take(platform, master, ben, [2]);
        assert.equal(await master.shares.read.ownerOf([2n]), ben);
      });
    });

    describe("when the share is locked", () => {
      it("reverts with ShareLocked, in the cooldown too", async () => {
        const { platform, master } = await launchHeld();
        await stake(master, ann, [1]);
        const args = [master.address, 1n];
        await reverts(list(platform, master, ann, [1]), platform.market, "ShareMarket_ShareLocked", args);
        await wait(31 * DAY);
        await requestUnstake(master, ann, [1]);
        await reverts(list(platform, master, ann, [1]), platform.market, "ShareMarket_ShareLocked", args);
        await wait(7 * DAY);
        await list(platform, master, ann, [1]);
        await take(platform, master, ben, [1]);
      });
    });

    describe("when all is well", () => {
      it("lists shares of several masters and emits ShareListed", async () => {
        const { platform, master } = await launchHeld();
        const usdc = await launchUsdc(platform);
        await buy(usdc, ann, 1);
        await approveMarket(usdc, platform, ann);
        const expiry = await inOneDay();
        const asks = [await askFor(master, 3, { expiry }), await askFor(usdc, 1, { price: 7n, expiry })];
        const hash = platform.market.write.list([asks], { account: ann });
        await emits(hash, platform.market, "ShareListed", [master.address, 3n, ann, PRICE, expiry, 0]);
        await emits(hash, platform.market, "ShareListed", [usdc.address, 1n, ann, 7n, expiry, 0]);
        const listing = { seller: ann, price: 7n, expiry, isApproved: true };
        assert.deepEqual(await listingOf(platform, usdc, 1), listing);
      });

      it("replaces a listing that was there", async () => {
        const { platform, master } = await launchListed();
        await list(platform, master, ann, [1], { price: 5n });
        assert.equal((await listingOf(platform, master, 1)).price, 5n);
      });
    });
  });

  describe("update", () => {
    it("reverts with Paused when the platform is paused", async () => {
      const { platform, master } = await launchListed();
      await platform.switchboard.write.pause();
      await reverts(update(platform, master, ann, 1), platform.market, "ShareMarket_Paused");
    });

    it("reverts with NotListed when there is no listing, or it is over", async () => {
      const { platform, master } = await launchListed();
      const notListed = (id: number, account: Address) =>
        reverts(update(platform, master, account, id), platform.market, "ShareMarket_NotListed", [
          master.address,
          BigInt(id),
        ]);
      await buy(master, ann, 1);
      await notListed(3, ann);
      await give(master, ann, ann, 1);
      await notListed(1, ann);
      await stake(master, ann, [2]);
      await notListed(2, ann);
    });

    it("reverts with NotHolder, ZeroPrice, InvalidExpiry, NetTooLow, InvalidCount", async () => {
      const { platform, master } = await launchListed();
      const { market } = platform;
      const args = [master.address, 1n, ben];
      await reverts(update(platform, master, ben, 1), market, "ShareMarket_NotHolder", args);
      await reverts(update(platform, master, ann, 1, { price: 0n }), market, "ShareMarket_ZeroPrice");
      const past = update(platform, master, ann, 1, { expiry: 1 });
      await reverts(past, market, "ShareMarket_InvalidExpiry", [1n]);
      const { net } = expectedSplit(PRICE, 1_000, 5_000);
      const low = update(platform, master, ann, 1, { minNet: PRICE });
      await reverts(low, market, "ShareMarket_NetTooLow", [PRICE, net]);
      await reverts(market.write.update([[]], { account: ann }), market, "ShareMarket_InvalidCount", [0n]);
    });

    it("changes price and expiry, also of one that has expired", async () => {
      const { platform, master } = await launchListed();
      await wait(2 * DAY);
      const expiry = await inOneDay();
      const hash = update(platform, master, ann, 1, { price: 9n, expiry });
      await emits(hash, platform.market, "ListingUpdated", [master.address, 1n, ann, 9n, expiry]);
      await take(platform, master, ben, [1], 9n);
      assert.equal(await master.shares.read.ownerOf([1n]), ben);
    });
  });

  describe("cancel", () => {
    it("reverts with NotListed, NotHolder, InvalidCount", async () => {
      const { platform, master } = await launchListed();
      const { market } = platform;
      const notListed = [master.address, 900n];
      await reverts(cancel(platform, master, ann, 900), market, "ShareMarket_NotListed", notListed);
      const notHolder = [master.address, 1n, ben];
      await reverts(cancel(platform, master, ben, 1), market, "ShareMarket_NotHolder", notHolder);
      await reverts(market.write.cancel([[]], { account: ann }), market, "ShareMarket_InvalidCount", [0n]);
    });

    it("removes the listing and emits ListingCancelled, also while paused", async () => {
      const { platform, master } = await launchListed();
      await platform.switchboard.write.pause();
      const hash = cancel(platform, master, ann, 1);
      await emits(hash, platform.market, "ListingCancelled", [master.address, 1n, ann]);
      assert.deepEqual(await listingOf(platform, master, 1), empty);
      await platform.switchboard.write.unpause();
      const call = take(platform, master, ben, [1]);
      await reverts(call, platform.market, "ShareMarket_NotListed", [master.address, 1n]);
    });
  });

  describe("listingOf", () => {
    const ends: Record<string, (platform: MarketPlatform, master: Master) => Promise<unknown>> = {
      "was given away": (_, master) => give(master, ann, ben, 1),
      "was given to its holder": (_, master) => give(master, ann, ann, 1),
      "was bought": (platform, master) => take(platform, master, ben, [1]),
      "was staked": (_, master) => stake(master, ann, [1]),
    };
    for (const [how, end] of Object.entries(ends)) {
      it(`is empty when the share ${how} since`, async () => {
        const { platform, master } = await launchListed();
        await end(platform, master);
        assert.deepEqual(await listingOf(platform, master, 1), empty);
      });
    }

    it("says when the approval was taken back", async () => {
      const { platform, master } = await launchListed();
      await master.shares.write.setApprovalForAll([platform.market.address, false], { account: ann });
      assert.equal((await listingOf(platform, master, 1)).isApproved, false);
    });
  });
});
