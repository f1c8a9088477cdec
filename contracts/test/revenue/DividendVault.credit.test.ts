import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, zeroAddress } from "viem";

import { buy, claimable, deposit } from "../helpers/actions.ts";
import { deployPlatform, launch, launchUsdc, type Master, type Platform } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { emits, loadFixture, pays, people, reverts } from "../helpers/network.ts";
import { deployPuppet, setReaction } from "../helpers/puppets.ts";

const { ann, ben, cleo, artist } = people;

/** Ten shares, `ann` has three of them. */
async function launchSold(platform: Platform, launcher = launch): Promise<Master> {
  const master = await launcher(platform, { totalShares: 10, publicShares: 10 });
  await buy(master, ann, 3);
  return master;
}

const launchOne = async () => launchSold(await loadFixture(deployPlatform));

const collect = (to: Address, account: Address, ...masters: Master[]) =>
  masters[0]!.platform.vault.write.claimArtistCredit([to, masters.map(({ address }) => address)], {
    account,
  });

describe("DividendVault", () => {
  describe("claimArtistCredit", () => {
    describe("when the caller is not the artist of every master", () => {
      it("reverts with NotArtist", async () => {
        const platform = await loadFixture(deployPlatform);
        await platform.registry.write.registerArtist(["Bo", { digest: `0x${"0".repeat(64)}`, codec: 0 }], {
          account: ben,
        });
        const mine = await launchSold(platform);
        const other = await launch(platform, { artistId: 2n });
        await deposit(mine, 1_000n);
        await deposit(other, 1_000n);
        const call = collect(artist, artist, mine, other);
        await reverts(call, platform.vault, "DividendVault_NotArtist", [artist, ben]);
        const holder = collect(ann, ann, mine);
        await reverts(holder, platform.vault, "DividendVault_NotArtist", [ann, artist]);
      });
    });

    describe("when there is nothing", () => {
      it("reverts with NothingToClaim, also the second time", async () => {
        const master = await launchOne();
        const { vault } = master.platform;
        await reverts(collect(artist, artist, master), vault, "DividendVault_NothingToClaim");
        await deposit(master, 1_000n);
        await pays(collect(artist, artist, master, master), [[artist, 700n]]);
        await reverts(collect(artist, artist, master), vault, "DividendVault_NothingToClaim");
      });
    });

    describe("when there are credits", () => {
      it("pays them, emits ArtistCreditClaimed and leaves what holders can claim", async () => {
        const master = await launchOne();
        await deposit(master, 1_009n);
        const call = collect(cleo, artist, master);
        await pays(call, [[cleo, 700n]]);
        await emits(call, master.platform.vault, "ArtistCreditClaimed", [master.address, artist, cleo, 700n]);
        assert.equal(await claimable(master, ann), 300n);
        assert.deepEqual(await master.platform.vault.read.book([master.address, zeroAddress]), [309n, 0n]);
        await assertExact(master);
      });

      it("pays several masters and currencies in one call", async () => {
        const platform = await loadFixture(deployPlatform);
        const masters = [
          await launchSold(platform),
          await launchSold(platform, launchUsdc),
          await launchSold(platform),
          await launch(platform),
        ];
        for (const master of masters.slice(0, 3)) await deposit(master, 1_000n);
        const before = await platform.usdc.read.balanceOf([cleo]);
        await pays(collect(cleo, artist, ...masters), [[cleo, 1_400n]]);
        assert.equal(await platform.usdc.read.balanceOf([cleo]), before + 700n);
        for (const master of masters) await assertExact(master);
      });
    });

    describe("when the role moved", () => {
      it("makes them the new artist's", async () => {
        const master = await launchOne();
        const { registry, vault } = master.platform;
        await deposit(master, 1_000n);
        await registry.write.transferArtist([1n, ben], { account: artist });
        await pays(collect(artist, artist, master), [[artist, 700n]]);
        await deposit(master, 1_000n);
        await registry.write.acceptArtist([1n], { account: ben });
        await reverts(collect(artist, artist, master), vault, "DividendVault_NotArtist", [artist, ben]);
        await pays(collect(ben, ben, master), [[ben, 700n]]);
        await assertExact(master);
      });
    });

    describe("when the payee refuses", () => {
      it("reverts with PaymentFailed, and pays another", async () => {
        const master = await launchOne();
        await deposit(master, 1_000n);
        const puppet = await deployPuppet();
        await setReaction(puppet, "revert");
        const call = collect(puppet.address, artist, master);
        await reverts(call, master.platform.vault, "DividendVault_PaymentFailed", [
          puppet.address,
          zeroAddress,
          700n,
        ]);
        await pays(collect(cleo, artist, master), [[cleo, 700n]]);
      });
    });

    describe("when no master, more than 100, or a zero payee is given", () => {
      it("reverts with InvalidCount or ZeroAddress", async () => {
        const { platform, address } = await launchOne();
        const { vault } = platform;
        const call = (to: Address, count: number) =>
          vault.write.claimArtistCredit([to, Array.from({ length: count }, () => address)], {
            account: artist,
          });
        await reverts(call(artist, 0), vault, "DividendVault_InvalidCount", [0n]);
        await reverts(call(artist, 101), vault, "DividendVault_InvalidCount", [101n]);
        await reverts(call(zeroAddress, 1), vault, "DividendVault_ZeroAddress");
      });
    });
  });
});
