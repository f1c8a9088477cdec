import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { parseEventLogs } from "viem";

import { masterSharesAbi, testUsdcAbi } from "../../exports/abi.ts";
import { buy, claimable, closeByArtist, deposit, give, ownerOf, prepare } from "../helpers/actions.ts";
import { at, deployMock, deployPlatform, launch, launchUsdc } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import {
  DAY,
  emits,
  loadFixture,
  nextAt,
  now,
  pays,
  people,
  publicClient,
  reverts,
  wait,
} from "../helpers/network.ts";

const { ann, ben } = people;
const ether = 10n ** 18n;
const MAX_TX_GAS = 2n ** 24n;
const platform = () => loadFixture(deployPlatform);

describe("MasterShares", () => {
  describe("buy", () => {
    describe("when the count is zero or above 2,000", () => {
      for (const count of [0, 2_001]) {
        it(`reverts with InvalidCount for ${count}`, async () => {
          const master = await launch(await platform(), { totalShares: 5_000, publicShares: 5_000 });
          await reverts(buy(master, ann, count), master.shares, "MasterShares_InvalidCount", [BigInt(count)]);
        });
      }
    });

    describe("when the platform is paused", () => {
      it("reverts with Paused", async () => {
        const master = await launch(await platform());
        await master.platform.switchboard.write.pause();
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_Paused");
      });
    });

    describe("when nobody may buy yet", () => {
      it("reverts with NotStarted until the second of the start", async () => {
        const start = (await now()) + 10 * DAY;
        const master = await launch(await platform(), { start });
        await nextAt(start - 1);
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_NotStarted", [BigInt(start)]);
        await nextAt(start);
        await buy(master, ann, 1);
      });
    });

    describe("when only the presale is open", () => {
      it("reverts with PresaleOnly", async () => {
        const start = (await now()) + 10 * DAY;
        const presaleStart = start - 5 * DAY;
        const presaleRoot = `0x${"11".repeat(32)}` as const;
        const master = await launch(await platform(), { start, presaleStart, presaleRoot });
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_NotStarted", [BigInt(start)]);
        await nextAt(presaleStart);
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_PresaleOnly", [BigInt(start)]);
      });
    });

    describe("when the window is over", () => {
      describe("given no pause overlapped it", () => {
        it("sells until the last second and reverts with Ended at the end", async () => {
          const master = await launch(await platform());
          const { end } = master.terms;
          await nextAt(end - 1);
          await buy(master, ann, 1);
          await nextAt(end);
          await reverts(buy(master, ann, 1), master.shares, "MasterShares_Ended", [BigInt(end)]);
        });
      });

      describe("given a pause overlapped it", () => {
        it("sells in the time that the pause took away and reverts with Ended after that", async () => {
          const master = await launch(await platform());
          const { end } = master.terms;
          await nextAt(end - DAY);
          await master.platform.switchboard.write.pause();
          await wait(3 * DAY);
          await master.platform.switchboard.write.unpause();
          const [from, until] = await master.platform.switchboard.read.lastPause();
          const effective = end + until - from;

          assert.equal(await master.shares.read.effectiveEnd(), effective);
          await nextAt(effective - 1);
          await buy(master, ann, 1);
          await nextAt(effective);
          await reverts(buy(master, ann, 1), master.shares, "MasterShares_Ended", [BigInt(effective)]);
        });

        it("counts only the part of a pause that lies in the window", async () => {
          const base = await platform();
          await base.switchboard.write.pause();
          const [, until] = await base.switchboard.read.lastPause();
          await wait(13 * DAY);
          await base.switchboard.write.unpause();
          const master = await launch(base);
          assert.ok((await now()) < until);
          assert.equal(await master.shares.read.effectiveEnd(), master.terms.end);
        });
      });
    });

    describe("when the offering is closed", () => {
      it("reverts with OfferingClosed given the artist closed it", async () => {
        const master = await launch(await platform());
        await closeByArtist(master);
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_OfferingClosed");
      });

      it("reverts with SoldOut given it is sold out", async () => {
        const master = await launch(await platform(), { totalShares: 5, publicShares: 4 });
        await buy(master, ann, 4);
        await reverts(buy(master, ben, 1), master.shares, "MasterShares_SoldOut", [0n, 1n]);
      });
    });

    describe("when more is asked for than is left", () => {
      it("reverts with SoldOut and takes nothing", async () => {
        const master = await launchUsdc(await platform(), { totalShares: 5, publicShares: 4 });
        await buy(master, ann, 2);
        const before = await master.platform.usdc.read.balanceOf([ben]);
        await reverts(buy(master, ben, 3), master.shares, "MasterShares_SoldOut", [2n, 3n]);
        assert.equal(await master.platform.usdc.read.balanceOf([ben]), before);
        assert.equal(await master.shares.read.sold(), 2n);
      });
    });

    describe("when the purchase would pass the wallet cap", () => {
      it("reverts with CapExceeded", async () => {
        const master = await launch(await platform(), { walletCap: 3 });
        await reverts(buy(master, ann, 4), master.shares, "MasterShares_CapExceeded", [3n, 0n, 4n]);
        await buy(master, ann, 2);
        await reverts(buy(master, ann, 2), master.shares, "MasterShares_CapExceeded", [3n, 2n, 2n]);
        await buy(master, ann, 1);
        await buy(master, ben, 3);
      });

      it("counts what was bought, not what is held", async () => {
        const master = await launch(await platform(), { walletCap: 2 });
        await buy(master, ann, 2);
        await give(master, ann, ben, 1);
        await give(master, ann, ben, 2);
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_CapExceeded", [2n, 2n, 1n]);
        assert.equal(await master.shares.read.bought([ann]), 2n);
        assert.equal(await master.shares.read.bought([ben]), 0n);
        await buy(master, ben, 2);
      });
    });

    describe("when the value is not count times price", () => {
      for (const difference of [-1n, 1n]) {
        it(`reverts with WrongValue for ${difference} wei`, async () => {
          const master = await launch(await platform());
          const right = 2n * master.price;
          const value = right + difference;
          const call = master.shares.write.buy([2n], { account: ann, value });
          await reverts(call, master.shares, "MasterShares_WrongValue", [right, value]);
        });
      }

      it("reverts with WrongValue for native coin sent along with an ERC-20", async () => {
        const master = await launchUsdc(await platform());
        await prepare(master, ann, 1);
        const call = master.shares.write.buy([1n], { account: ann, value: 1n });
        await reverts(call, master.shares, "MasterShares_WrongValue", [0n, 1n]);
      });
    });

    describe("when it is one share", () => {
      it("gives the next id to the caller and emits one Transfer and nothing else", async () => {
        const master = await launch(await platform());
        await buy(master, ben, 1);
        const hash = await buy(master, ann, 1);
        const { logs } = await publicClient.getTransactionReceipt({ hash });
        assert.equal(logs.length, 1);
        await emits(hash, master.shares, "Transfer", [`0x${"0".repeat(40)}`, ann, 2n]);
        assert.equal(await ownerOf(master, 2), ann);
        assert.equal(await master.shares.read.balanceOf([ann]), 1n);
        await assertExact(master);
      });

      it("keeps exactly the price", async () => {
        const master = await launch(await platform());
        await pays(buy(master, ann, 1), [
          [ann, -master.price],
          [master.address, master.price],
        ]);
      });
    });

    describe("when it is several shares", () => {
      it("gives consecutive ids to the caller, with one Transfer for each", async () => {
        const master = await launch(await platform());
        await buy(master, ben, 2);
        const hash = await buy(master, ann, 5);
        const { logs } = await publicClient.getTransactionReceipt({ hash });
        const transfers = parseEventLogs({ abi: masterSharesAbi, logs, eventName: "Transfer" });
        assert.equal(logs.length, 5);
        assert.deepEqual(
          transfers.map(({ args }) => args.tokenId),
          [3n, 4n, 5n, 6n, 7n],
        );
        for (const id of [3, 4, 5, 6, 7]) assert.equal(await ownerOf(master, id), ann);
        assert.equal(await ownerOf(master, 2), ben);
        await assertExact(master);
      });

      it("sells 2,000 in one call within the gas of a transaction", async () => {
        const master = await launch(await platform(), { totalShares: 4_000, publicShares: 4_000 });
        await buy(master, ben, 1);
        const hash = await buy(master, ann, 2_000);
        const { gasUsed, logs } = await publicClient.getTransactionReceipt({ hash });
        assert.equal(logs.length, 2_000);
        assert.ok(gasUsed < MAX_TX_GAS, `${gasUsed}`);
        for (const id of [2, 255, 256, 257, 512, 1_025, 2_001]) assert.equal(await ownerOf(master, id), ann);
        await buy(master, ben, 7);
        assert.equal(await ownerOf(master, 2_002), ben);
        assert.equal(await ownerOf(master, 2_001), ann);
        await assertExact(master);
      });
    });

    describe("when the currency is an ERC-20", () => {
      it("takes exactly the price from the caller", async () => {
        const master = await launchUsdc(await platform());
        const before = await master.platform.usdc.read.balanceOf([ann]);
        await buy(master, ann, 3);
        assert.equal(await master.platform.usdc.read.balanceOf([ann]), before - 3n * master.price);
        assert.equal(await master.platform.usdc.read.balanceOf([master.address]), 3n * master.price);
      });

      it("reverts with WrongAmountReceived given the token keeps a fee", async () => {
        const base = await platform();
        const token = await deployMock("MockToken");
        await base.registry.write.setCurrency([token.address, true]);
        const master = await launch(base, { currency: token.address, price: 10_000n });
        await token.write.mint!([ann, ether]);
        await token.write.setFee!([100n]);
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_WrongAmountReceived", [
          10_000n,
          9_900n,
        ]);
        await token.write.setFee!([0n]);
        await buy(master, ann, 1);
      });

      it("reverts with the token's error given the allowance is too low", async () => {
        const master = await launchUsdc(await platform());
        await prepare(master, ann, 1);
        const usdc = at(testUsdcAbi, master.currency);
        const call = master.shares.write.buy([2n], { account: ann });
        const { price, address } = master;
        await reverts(call, usdc, "ERC20InsufficientAllowance", [address, price, 2n * price]);
      });
    });

    describe("when dividends accrued before", () => {
      it("gives the buyer nothing of them", async () => {
        const master = await launch(await platform());
        await deposit(master, ether);
        await buy(master, ann, 10);
        assert.equal(await claimable(master, ann), 0n);
        await assertExact(master);
      });

      it("leaves those of a holder who buys again untouched", async () => {
        const master = await launch(await platform());
        await buy(master, ann, 10);
        await deposit(master, ether);
        const accrued = await claimable(master, ann);
        assert.equal(accrued, ether / 100n);
        await buy(master, ann, 30);
        assert.equal(await claimable(master, ann), accrued);
        await deposit(master, ether);
        assert.equal(await claimable(master, ann), accrued + (ether * 40n) / 1_000n);
        await assertExact(master);
      });
    });
  });
});
