import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { maxUint256, zeroAddress, zeroHash } from "viem";

import { buy, claimable, closeByArtist, deposit, stake } from "../helpers/actions.ts";
import { deployMock, deployPlatform, launch, launchUsdc, type Master } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { DAY, emits, loadFixture, nextAt, now, people, reverts } from "../helpers/network.ts";
import { type PermitTerms, signPermit } from "../helpers/permits.ts";
import { cid, statement, type Terms } from "../helpers/terms.ts";

const { ann, ben, artist, stranger } = people;
const launchOne = async (changes: Partial<Terms> = {}) => launch(await loadFixture(deployPlatform), changes);
const bookOf = (master: Master) => master.platform.vault.read.book([master.address, master.currency]);

/** The largest `acc` that a master of so many shares takes. */
const maxAcc = (totalShares: number) => (2n ** 88n - 1n) / (12n * BigInt(totalShares));

describe("DividendVault", () => {
  describe("deposit", () => {
    describe("when the amount is zero", () => {
      it("reverts with ZeroAmount", async () => {
        const master = await launchOne();
        await reverts(deposit(master, 0n), master.platform.vault, "DividendVault_ZeroAmount");
      });
    });

    describe("when the period is empty or reversed", () => {
      for (const periodEnd of [1_000, 999]) {
        it(`reverts with InvalidPeriod for 1000 to ${periodEnd}`, async () => {
          const master = await launchOne();
          const about = { ...statement(), periodStart: 1_000, periodEnd };
          const call = deposit(master, 1n, stranger, about);
          await reverts(call, master.platform.vault, "DividendVault_InvalidPeriod", [
            1_000n,
            BigInt(periodEnd),
          ]);
        });
      }
    });

    describe("when the document has a codec that is not known, or one without a digest", () => {
      const documents = {
        "an unknown codec": cid("x", 0x72),
        "no codec": cid("x", 0),
        "a codec without a digest": { digest: zeroHash, codec: 0x55 },
      };
      for (const [what, document] of Object.entries(documents)) {
        it(`reverts with InvalidDocument for ${what}`, async () => {
          const master = await launchOne();
          const call = deposit(master, 1n, stranger, statement(document));
          await reverts(call, master.platform.vault, "DividendVault_InvalidDocument");
        });
      }

      it("takes every known codec", async () => {
        const master = await launchOne();
        for (const codec of [0x55, 0x70, 0x71, 0x0129]) {
          await deposit(master, 5n, stranger, statement(cid("x", codec)));
        }
      });
    });

    describe("when the platform is paused", () => {
      it("reverts with Paused", async () => {
        const master = await launchOne();
        await master.platform.switchboard.write.pause();
        await reverts(deposit(master, 1n), master.platform.vault, "DividendVault_Paused");
      });

      it("takes deposits again once the pause is ended, or has ended by itself", async () => {
        const master = await launchOne();
        const { switchboard, vault } = master.platform;
        await switchboard.write.pause();
        await switchboard.write.unpause();
        await deposit(master, 1n);

        await nextAt((await now()) + 15 * DAY);
        await switchboard.write.pause();
        const [, until] = await switchboard.read.lastPause();
        await nextAt(until - 1);
        await reverts(deposit(master, 1n), vault, "DividendVault_Paused");
        await nextAt(until);
        await deposit(master, 1n);
      });

      it("believes nobody but its switchboard", async () => {
        const { platform } = await launchOne();
        const { vault, switchboard } = platform;
        assert.equal(await vault.read.switchboard(), switchboard.address);
        for (const account of [people.admin, people.artist, people.stranger]) {
          const call = vault.write.setPausedUntil([2 ** 40 - 1], { account });
          await reverts(call, vault, "DividendVault_NotSwitchboard", [account]);
        }
      });
    });

    describe("when the value is not the amount", () => {
      for (const value of [9n, 11n, 0n]) {
        it(`reverts with WrongValue for ${value} instead of 10`, async () => {
          const { platform, address } = await launchOne();
          const call = platform.vault.write.deposit([address, 10n, statement()], { value });
          await reverts(call, platform.vault, "DividendVault_WrongValue", [10n, value]);
        });
      }

      it("reverts with WrongValue for native coin sent along with an ERC-20", async () => {
        const { platform, address } = await launchUsdc(await loadFixture(deployPlatform));
        const call = platform.vault.write.deposit([address, 10n, statement()], { value: 1n });
        await reverts(call, platform.vault, "DividendVault_WrongValue", [0n, 1n]);
      });
    });

    describe("when the token keeps a fee", () => {
      it("reverts with WrongAmountReceived", async () => {
        const base = await loadFixture(deployPlatform);
        const token = await deployMock("MockToken");
        await base.registry.write.setCurrency([token.address, true]);
        const master = await launch(base, { currency: token.address });
        await token.write.mint!([stranger, 1_000n]);
        await token.write.approve!([base.vault.address, 1_000n], { account: stranger });
        await token.write.setFee!([100n]);
        await reverts(deposit(master, 1_000n), base.vault, "DividendVault_WrongAmountReceived", [
          1_000n,
          990n,
        ]);
        assert.deepEqual(await bookOf(master), [0n, 0n]);
      });
    });

    describe("when the master is not a contract", () => {
      it("reverts and keeps nothing", async () => {
        const { platform } = await launchOne();
        const call = platform.vault.write.deposit([stranger, 1n, statement()], { value: 1n });
        await assert.rejects(call, /non-contract|reverted/);
        assert.deepEqual(await platform.vault.read.book([stranger, zeroAddress]), [0n, 0n]);
      });
    });

    describe("when it would not fit the accumulator", () => {
      it("reverts with DepositTooLarge", async () => {
        const master = await launchUsdc(await loadFixture(deployPlatform), { price: 1n });
        await master.platform.usdc.write.mint([stranger, 2n ** 200n]);
        const first = (maxAcc(1_000) + 1n) * 10_000n;
        await reverts(deposit(master, first), master.shares, "MasterShares_DepositTooLarge", [first]);
        await reverts(deposit(master, 2n ** 88n), master.shares, "MasterShares_DepositTooLarge", [2n ** 88n]);
        await reverts(deposit(master, 2n ** 150n), master.shares, "MasterShares_DepositTooLarge", [
          2n ** 150n,
        ]);
        await deposit(master, first - 1n);
        await reverts(deposit(master, 1n), master.shares, "MasterShares_DepositTooLarge", [1n]);
        await assertExact(master);
      });
    });

    describe("when it fits the accumulator to the last unit", () => {
      for (const totalShares of [1, 7, 100]) {
        it(`stays exact with all ${totalShares} shares staked`, async () => {
          const terms = { price: 1n, totalShares, publicShares: totalShares };
          const master = await launchUsdc(await loadFixture(deployPlatform), terms);
          await master.platform.usdc.write.mint([stranger, 2n ** 200n]);
          await buy(master, ann, totalShares);
          await stake(
            master,
            ann,
            Array.from({ length: totalShares }, (_, i) => i + 1),
          );
          const units = 12n * BigInt(totalShares);
          await deposit(master, maxAcc(totalShares) * units);
          await deposit(master, units - 1n);
          await reverts(deposit(master, 1n), master.shares, "MasterShares_DepositTooLarge", [1n]);
          assert.equal(await claimable(master, ann), maxAcc(totalShares) * units);
          await assertExact(master);
          await master.platform.vault.write.claim([[master.address]], { account: ann });
          await assertExact(master);
        });
      }
    });

    describe("when the amount does not divide", () => {
      it("carries the remainder to the next deposit", async () => {
        const master = await launchOne({ totalShares: 3, publicShares: 3 });
        await buy(master, ann, 2);
        await deposit(master, 31n);
        assert.deepEqual(await master.shares.read.accumulator(), [1n, 1n, 30n]);
        await deposit(master, 29n);
        assert.deepEqual(await master.shares.read.accumulator(), [2n, 0n, 30n]);
        assert.equal(await claimable(master, ann), 40n);
        assert.deepEqual(await bookOf(master), [60n, 20n]);
        await assertExact(master);
      });

      it("keeps a remainder through a change of units", async () => {
        const master = await launchOne({ totalShares: 3, publicShares: 3 });
        await buy(master, ann, 3);
        await deposit(master, 29n);
        await stake(master, ann, [1, 2, 3]);
        await deposit(master, 7n);
        assert.deepEqual(await master.shares.read.accumulator(), [1n, 0n, 36n]);
        assert.equal(await claimable(master, ann), 36n);
        await assertExact(master);
      });
    });

    describe("when nobody has bought", () => {
      it("is all the artist's", async () => {
        const master = await launchOne();
        await deposit(master, 10_000n);
        assert.deepEqual(await bookOf(master), [10_000n, 10_000n]);
        await assertExact(master);
      });
    });

    describe("when some shares are bought", () => {
      it("credits holders by units and the artist the rest", async () => {
        const master = await launchOne({ totalShares: 10, publicShares: 8 });
        await buy(master, ann, 3);
        await buy(master, ben, 1);
        await stake(master, ben, [4]);
        await deposit(master, 1_020n);
        assert.deepEqual([await claimable(master, ann), await claimable(master, ben)], [300n, 120n]);
        assert.deepEqual(await bookOf(master), [1_020n, 600n]);
        await assertExact(master);
      });
    });

    describe("when everything is minted", () => {
      it("credits the artist nothing", async () => {
        const master = await launchOne({ totalShares: 10, publicShares: 8 });
        await buy(master, ann, 3);
        await closeByArtist(master);
        await master.shares.write.mintRemaining([artist, 7n], { account: artist });
        await deposit(master, 1_000n);
        assert.deepEqual(await bookOf(master), [1_000n, 0n]);
        assert.equal(await claimable(master, artist), 700n);
        await assertExact(master);
      });
    });

    describe("when anybody deposits", () => {
      it("emits RevenueDeposited with the statement", async () => {
        const master = await launchOne({ totalShares: 10, publicShares: 10 });
        await buy(master, ann, 4);
        const about = { ...statement(cid("statement", 0x0129)), source: 5 };
        await emits(deposit(master, 1_000n, ben, about), master.platform.vault, "RevenueDeposited", [
          master.address,
          ben,
          1_000n,
          600n,
          about,
        ]);
      });
    });
  });

  describe("depositWithPermit", () => {
    const noPermit = { value: 0n, deadline: 0n, v: 27, r: zeroHash, s: zeroHash };

    async function launchPermit() {
      const master = await launchUsdc(await loadFixture(deployPlatform));
      await master.platform.usdc.write.approve([master.platform.vault.address, 0n], { account: ann });
      return master;
    }

    const sign = async (master: Master, changes: Partial<PermitTerms> = {}) =>
      signPermit(master.platform, {
        owner: ann,
        spender: master.platform.vault.address,
        value: 700n,
        deadline: BigInt((await now()) + DAY),
        ...changes,
      });

    const depositBy = (master: Master, permit: Awaited<ReturnType<typeof sign>>) =>
      master.platform.vault.write.depositWithPermit([master.address, 700n, statement(), permit], {
        account: ann,
      });

    const refused = (call: Promise<unknown>, master: Master) =>
      reverts(call, master.platform.usdc, "ERC20InsufficientAllowance", [
        master.platform.vault.address,
        0n,
        700n,
      ]);

    describe("when the permit is good", () => {
      it("deposits without an allowance given before", async () => {
        const master = await launchPermit();
        await depositBy(master, await sign(master));
        assert.equal((await bookOf(master))[0], 700n);
        await assertExact(master);
      });
    });

    describe("when somebody submitted it first, or the token has none", () => {
      it("deposits with the allowance that a front-runner made", async () => {
        const master = await launchPermit();
        const permit = await sign(master);
        const { value, deadline, v, r, s } = permit;
        const { vault, usdc } = master.platform;
        await usdc.write.permit([ann, vault.address, value, deadline, v, r, s], { account: stranger });
        await depositBy(master, permit);
        assert.equal((await bookOf(master))[0], 700n);
      });

      it("deposits with the allowance where the token has no permit", async () => {
        const base = await loadFixture(deployPlatform);
        const token = await deployMock("MockToken");
        await base.registry.write.setCurrency([token.address, true]);
        const master = await launch(base, { currency: token.address });
        await token.write.mint!([ann, 700n]);
        await token.write.approve!([base.vault.address, maxUint256], { account: ann });
        await depositBy(master, noPermit);
        assert.equal((await bookOf(master))[0], 700n);
      });
    });

    describe("when it is expired, somebody else's, or used", () => {
      it("reverts with the token's error after its deadline", async () => {
        const master = await launchPermit();
        const permit = await sign(master);
        await nextAt(Number(permit.deadline) + 1);
        await refused(depositBy(master, permit), master);
      });

      it("reverts with the token's error when somebody else signed", async () => {
        const master = await launchPermit();
        await refused(depositBy(master, await sign(master, { signer: stranger })), master);
      });

      it("reverts with the token's error the second time", async () => {
        const master = await launchPermit();
        const permit = await sign(master);
        await depositBy(master, permit);
        await refused(depositBy(master, permit), master);
      });
    });

    describe("when the currency is the native coin", () => {
      it("reverts with WrongValue", async () => {
        const master = await launchOne();
        const call = depositBy(master, noPermit);
        await reverts(call, master.platform.vault, "DividendVault_WrongValue", [700n, 0n]);
      });
    });
  });
});
