import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { zeroAddress } from "viem";

import { buy, claim, claimable, deposit, moneyOf } from "../helpers/actions.ts";
import {
  deployMock,
  deployPlatform,
  launch,
  launchUsdc,
  type Master,
  type Mock,
  type Platform,
} from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { emits, gasOf, loadFixture, pays, people, publicClient, reverts } from "../helpers/network.ts";
import { callData, deployPuppet, execute, setReaction } from "../helpers/puppets.ts";
import { statement } from "../helpers/terms.ts";

const { ann, ben, cleo, stranger } = people;

/** Ten shares, `ann` has three of them, `ben` two. */
async function launchSold(platform: Platform, launcher = launch): Promise<Master> {
  const master = await launcher(platform, { totalShares: 10, publicShares: 10 });
  await buy(master, ann, 3);
  await buy(master, ben, 2);
  return master;
}

const launchOne = async () => launchSold(await loadFixture(deployPlatform));
const addresses = (...masters: Master[]) => masters.map(({ address }) => address);

/** A master whose first three shares belong to a contract that the test steers. */
async function launchWithPuppet(): Promise<{ master: Master; puppet: Mock }> {
  const master = await launchOne();
  const puppet = await deployPuppet();
  for (const id of [1n, 2n, 3n]) {
    await master.shares.write.transferFrom([ann, puppet.address, id], { account: ann });
  }
  await deposit(master, 1_000n);
  return { master, puppet };
}

const claimOfPuppet = (puppet: Mock, master: Master, name = "claim", args: unknown[] = []) => {
  const { vault } = master.platform;
  const data = callData(vault, name, [...args, [master.address]]);
  return execute(puppet, { target: vault.address, data });
};

describe("DividendVault", () => {
  describe("claim", () => {
    describe("when no master is named, or more than 100", () => {
      it("reverts with InvalidCount", async () => {
        const master = await launchOne();
        const { vault } = master.platform;
        const none = vault.write.claim([[]], { account: ann });
        await reverts(none, vault, "DividendVault_InvalidCount", [0n]);
        const many = vault.write.claim([Array.from({ length: 101 }, () => master.address)], { account: ann });
        await reverts(many, vault, "DividendVault_InvalidCount", [101n]);
      });
    });

    describe("when there is nothing", () => {
      it("reverts with NothingToClaim", async () => {
        const master = await launchOne();
        await reverts(claim(ann, master), master.platform.vault, "DividendVault_NothingToClaim");
        await deposit(master, 1_000n);
        await reverts(claim(stranger, master), master.platform.vault, "DividendVault_NothingToClaim");
      });
    });

    describe("when there is something in one master", () => {
      for (const [name, launcher] of [
        ["native coin", launch],
        ["an ERC-20", launchUsdc],
      ] as const) {
        it(`pays exactly that in ${name} and emits DividendsClaimed`, async () => {
          const master = await launchSold(await loadFixture(deployPlatform), launcher);
          await deposit(master, 1_007n);
          assert.equal(await claimable(master, ann), 300n);
          const before = await moneyOf(master, master.platform.vault.address);
          const call = claim(ann, master);
          await emits(call, master.platform.vault, "DividendsClaimed", [master.address, ann, 300n]);
          assert.equal(await moneyOf(master, master.platform.vault.address), before - 300n);
          assert.equal(
            (await publicClient.getTransactionReceipt({ hash: await call })).logs.length,
            launcher === launch ? 1 : 2,
          );
          await assertExact(master);
        });
      }

      it("pays once, also when the master is named twice", async () => {
        const master = await launchOne();
        await deposit(master, 1_000n);
        await pays(claim(ann, master, master), [[ann, 300n]]);
        await reverts(claim(ann, master), master.platform.vault, "DividendVault_NothingToClaim");
        await pays(claim(ben, master), [[ben, 200n]]);
        await assertExact(master);
      });
    });

    describe("when there is something in several masters", () => {
      it("pays their sum with one transfer given they share a currency", async () => {
        const platform = await loadFixture(deployPlatform);
        const masters = [await launchSold(platform, launchUsdc), await launchSold(platform, launchUsdc)];
        await deposit(masters[0]!, 1_000n);
        await deposit(masters[1]!, 10_000n);
        const hash = await claim(ann, ...masters);
        await emits(hash, platform.usdc, "Transfer", [platform.vault.address, ann, 3_300n]);
        const { logs } = await publicClient.getTransactionReceipt({ hash });
        assert.equal(logs.length, 3);
        for (const master of masters) await assertExact(master);
      });

      it("pays each currency in its own, whatever the order", async () => {
        const platform = await loadFixture(deployPlatform);
        const native = [await launchSold(platform), await launchSold(platform)] as const;
        const usdc = [
          await launchSold(platform, launchUsdc),
          await launchSold(platform, launchUsdc),
        ] as const;
        const all = [...native, ...usdc];
        for (const [i, master] of all.entries()) await deposit(master, 1_000n * 10n ** BigInt(i));
        const order = [usdc[0], native[0], usdc[1], native[1]];
        const before = await platform.usdc.read.balanceOf([ann]);
        const { result } = await platform.vault.simulate.claim([addresses(...order)], { account: ann });
        assert.equal(result, 333_300n);
        await pays(claim(ann, ...order), [
          [ann, 3_300n],
          [platform.vault.address, -3_300n],
        ]);
        assert.equal(await platform.usdc.read.balanceOf([ann]), before + 330_000n);
        for (const master of all) await assertExact(master);
      });

      it("pays the others given some have nothing", async () => {
        const platform = await loadFixture(deployPlatform);
        const [empty, full] = [await launchSold(platform), await launchSold(platform)];
        await deposit(full, 1_000n);
        await pays(claim(ann, empty, full, empty), [[ann, 300n]]);
      });
    });

    describe("when 100 masters are named", () => {
      it("stays within the gas of a transaction, also with currencies in turns", async () => {
        const platform = await loadFixture(deployPlatform);
        const masters: Master[] = [];
        for (let i = 0; i < 100; i++) {
          const master = await (i % 2 ? launchUsdc : launch)(platform, { totalShares: 1, publicShares: 1 });
          await buy(master, ann, 1);
          await deposit(master, 1_000n);
          masters.push(master);
        }
        const gas = await gasOf(claim(ann, ...masters));
        assert.ok(gas < 2n ** 24n, `${gas}`);
      });
    });

    describe("when the payee refuses", () => {
      for (const reaction of ["revert", "burnGas"] as const) {
        it(`reverts with PaymentFailed, keeps it owed and pays others (${reaction})`, async () => {
          const { master, puppet } = await launchWithPuppet();
          await setReaction(puppet, reaction);
          const { vault } = master.platform;
          const failed = [puppet.address, zeroAddress, 300n];
          await reverts(claimOfPuppet(puppet, master), vault, "DividendVault_PaymentFailed", failed);
          const forPuppet = vault.write.claimFor([puppet.address, [master.address]]);
          await reverts(forPuppet, vault, "DividendVault_PaymentFailed", failed);
          assert.equal(await claimable(master, puppet.address), 300n);
          await pays(claim(ben, master), [[ben, 200n]]);
          await assertExact(master);
        });
      }

      it("reverts with PaymentFailed, keeps it owed and pays others (a token that blocks)", async () => {
        const base = await loadFixture(deployPlatform);
        const token = await deployMock("MockToken");
        await base.registry.write.setCurrency([token.address, true]);
        for (const who of [ann, ben, stranger]) {
          await token.write.mint!([who, 10n ** 20n]);
          await token.write.approve!([base.vault.address, 10n ** 20n], { account: who });
        }
        const master = await launchSold(base, (platform, terms) =>
          launch(platform, { ...terms, currency: token.address }),
        );
        await deposit(master, 1_000n);
        await token.write.setBlocked!([ann, true]);
        const failed = [ann, token.address, 300n];
        await reverts(claim(ann, master), base.vault, "DividendVault_PaymentFailed", failed);
        assert.equal(await claimable(master, ann), 300n);
        await claim(ben, master);
        await base.vault.write.claimTo([cleo, [master.address]], { account: ann });
        assert.equal(await moneyOf(master, cleo), 300n);
        await assertExact(master);
      });
    });

    describe("when a contract that is no master is named", () => {
      it("pays at most what was deposited for it, and reverts with BookExceeded above that", async () => {
        const master = await launchOne();
        const { vault, usdc } = master.platform;
        await deposit(master, 1_000n);
        const evil = await deployMock("EvilMaster", [zeroAddress]);
        await vault.write.deposit([evil.address, 50n, statement()], { value: 50n });
        const take = () => vault.write.claim([[evil.address]], { account: stranger });

        await evil.write.set!([zeroAddress, 0n, stranger, 51n]);
        await reverts(take(), vault, "DividendVault_BookExceeded", [evil.address, 50n, 51n]);
        await evil.write.set!([usdc.address, 0n, stranger, 1n]);
        await reverts(take(), vault, "DividendVault_BookExceeded", [evil.address, 0n, 1n]);
        await evil.write.set!([zeroAddress, 0n, stranger, 30n]);
        await pays(take(), [[stranger, 30n]]);
        await reverts(take(), vault, "DividendVault_BookExceeded", [evil.address, 20n, 30n]);
        await assertExact(master);
      });

      it("refuses a credit above the deposit and keeps credits out of claims", async () => {
        const { platform } = await launchOne();
        const { vault } = platform;
        const evil = await deployMock("EvilMaster", [zeroAddress]);
        const give = () => vault.write.deposit([evil.address, 50n, statement()], { value: 50n });
        await evil.write.set!([zeroAddress, 51n, stranger, 0n]);
        await reverts(give(), vault, "DividendVault_BookExceeded", [evil.address, 50n, 51n]);
        await evil.write.set!([zeroAddress, 40n, stranger, 11n]);
        await give();
        const take = vault.write.claim([[evil.address]], { account: stranger });
        await reverts(take, vault, "DividendVault_BookExceeded", [evil.address, 10n, 11n]);
      });
    });

    describe("when the platform is paused", () => {
      it("pays", async () => {
        const master = await launchOne();
        await deposit(master, 1_000n);
        await master.platform.switchboard.write.pause();
        await pays(claim(ann, master), [[ann, 300n]]);
        await master.platform.vault.write.claimArtistCredit([people.artist, [master.address]], {
          account: people.artist,
        });
      });
    });
  });

  describe("claimFor", () => {
    describe("when anybody calls", () => {
      it("pays the account, not the caller", async () => {
        const master = await launchOne();
        await deposit(master, 1_000n);
        const call = master.platform.vault.write.claimFor([ann, [master.address]], { account: stranger });
        await pays(call, [
          [ann, 300n],
          [stranger, 0n],
        ]);
        await emits(call, master.platform.vault, "DividendsClaimed", [master.address, ann, 300n]);
        assert.equal((await publicClient.getTransactionReceipt({ hash: await call })).logs.length, 1);
      });
    });

    describe("when the account is zero", () => {
      it("reverts with ZeroAddress", async () => {
        const { platform, address } = await launchOne();
        const call = platform.vault.write.claimFor([zeroAddress, [address]]);
        await reverts(call, platform.vault, "DividendVault_ZeroAddress");
      });
    });
  });

  describe("claimTo", () => {
    describe("when the payee of `claim` refuses", () => {
      it("is the exit, and emits DividendsRedirected", async () => {
        const { master, puppet } = await launchWithPuppet();
        await setReaction(puppet, "revert");
        const call = claimOfPuppet(puppet, master, "claimTo", [cleo]);
        await pays(call, [[cleo, 300n]]);
        await emits(call, master.platform.vault, "DividendsRedirected", [puppet.address, cleo]);
        await assertExact(master);
      });
    });

    describe("when it goes to the caller", () => {
      it("emits no DividendsRedirected", async () => {
        const master = await launchOne();
        await deposit(master, 1_000n);
        const hash = await master.platform.vault.write.claimTo([ann, [master.address]], { account: ann });
        assert.equal((await publicClient.getTransactionReceipt({ hash })).logs.length, 1);
      });
    });

    describe("when it goes to zero", () => {
      it("reverts with ZeroAddress", async () => {
        const { platform, address } = await launchOne();
        const call = platform.vault.write.claimTo([zeroAddress, [address]], { account: ann });
        await reverts(call, platform.vault, "DividendVault_ZeroAddress");
      });
    });
  });

  describe("claimable", () => {
    it("answers for many masters at once, as `claim` pays", async () => {
      const platform = await loadFixture(deployPlatform);
      const masters = [await launchSold(platform), await launchSold(platform, launchUsdc)];
      await deposit(masters[0]!, 1_000n);
      await deposit(masters[1]!, 50n);
      assert.deepEqual(await platform.vault.read.claimable([ann, addresses(...masters)]), [300n, 0n]);
      await deposit(masters[1]!, 50n);
      assert.deepEqual(await platform.vault.read.claimable([ann, addresses(...masters)]), [300n, 30n]);
    });
  });
});
