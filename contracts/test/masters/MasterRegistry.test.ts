import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { network } from "hardhat";
import { getAddress, zeroAddress, zeroHash } from "viem";

import { cidOf, masterParams, noCid } from "../helpers/master-params.ts";
import { deployPlatform, PLATFORM_FEE } from "../helpers/platform.ts";

const connection = await network.create();
const { viem, networkHelpers } = connection;
const { assertions } = viem;

const platform = () => deployPlatform(connection);

async function platformWithArtist() {
  const deployed = await deployPlatform(connection);
  await deployed.registry.write.registerArtist(["Mara Venn", cidOf("profile")], {
    account: deployed.artist.account,
  });
  return deployed;
}

const load = () => networkHelpers.loadFixture(platformWithArtist);

describe("MasterRegistry", () => {
  describe("initialize", () => {
    it("sets fee and recipient", async () => {
      const { registry, admin, manager } = await load();
      assert.equal(await registry.read.platformFee(), PLATFORM_FEE);
      assert.equal(await registry.read.feeRecipient(), getAddress(admin.account.address));
      assert.equal(getAddress(await registry.read.authority()), getAddress(manager.address));
    });

    it("reverts on the proxy and on the implementation", async () => {
      const { registry, registryCode, manager, admin } = await load();
      for (const target of [registry, registryCode]) {
        await assertions.revertWithCustomError(
          target.write.initialize([manager.address, admin.account.address, PLATFORM_FEE]),
          registry,
          "InvalidInitialization",
        );
      }
    });
  });

  describe("registerArtist", () => {
    it("counts ids from 1 and lets an account register several", async () => {
      const { registry, artist } = await networkHelpers.loadFixture(platform);
      const profile = cidOf("profile");
      await assertions.emitWithArgs(
        registry.write.registerArtist(["Mara Venn", profile], { account: artist.account }),
        registry,
        "ArtistRegistered",
        [1n, getAddress(artist.account.address), "Mara Venn", profile],
      );
      await registry.write.registerArtist(["Mara Venn", noCid], { account: artist.account });
      assert.equal(await registry.read.artistCount(), 2n);
      assert.equal(await registry.read.artistName([1n]), "Mara Venn");
      assert.deepEqual(await registry.read.artistProfile([1n]), profile);
      assert.deepEqual(await registry.read.artistProfile([2n]), noCid);
      assert.equal(await registry.read.artistAccount([2n]), getAddress(artist.account.address));
    });

    const names: [what: string, name: string][] = [
      ["is empty", ""],
      ["has 65 bytes", "a".repeat(65)],
      ["has 65 bytes in 64 characters", `${"a".repeat(63)}é`],
      ["holds a line feed", "Mara\nVenn"],
      ["holds a NUL", "Mara\0"],
      ["holds DEL", "Mara\x7f"],
      ["holds a control character of two bytes", "Mara\u0085"],
    ];
    for (const [what, name] of names) {
      it(`reverts when the name ${what}`, async () => {
        const { registry } = await load();
        await assertions.revertWithCustomError(
          registry.write.registerArtist([name, noCid]),
          registry,
          "MasterRegistry_InvalidText",
        );
      });
    }

    it("takes quotes, 64 bytes and every plane of Unicode", async () => {
      const { registry } = await load();
      for (const name of ['"Mara" \\ <b>Venn</b>', "a".repeat(64), "é 日本 🎧", "\u00a0"]) {
        await registry.write.registerArtist([name, noCid]);
        assert.equal(await registry.read.artistName([await registry.read.artistCount()]), name);
      }
    });

    it("reverts when the profile is half a CID", async () => {
      const { registry } = await load();
      const halves = [
        { digest: zeroHash, codec: 0x55 },
        { ...cidOf("x"), codec: 0 },
        { ...cidOf("x"), codec: 0x56 },
      ];
      for (const profile of halves) {
        await assertions.revertWithCustomError(
          registry.write.registerArtist(["Mara", profile]),
          registry,
          "MasterRegistry_InvalidCid",
        );
      }
    });

    it("reverts when paused", async () => {
      const { registry, switchboard } = await load();
      await switchboard.write.pause();
      await assertions.revertWithCustomError(
        registry.write.registerArtist(["Mara", noCid]),
        registry,
        "MasterRegistry_Paused",
      );
    });
  });

  describe("updateArtist", () => {
    it("replaces name and profile", async () => {
      const { registry, artist } = await load();
      const profile = cidOf("another", 0x0129);
      await assertions.emitWithArgs(
        registry.write.updateArtist([1n, "Venn", profile], { account: artist.account }),
        registry,
        "ArtistUpdated",
        [1n, "Venn", profile],
      );
      assert.equal(await registry.read.artistName([1n]), "Venn");
      assert.deepEqual(await registry.read.artistProfile([1n]), profile);
    });

    it("works while paused", async () => {
      const { registry, artist, switchboard } = await load();
      await switchboard.write.pause();
      await registry.write.updateArtist([1n, "Venn", noCid], { account: artist.account });
    });

    it("reverts when the caller is not the artist, or there is none", async () => {
      const { registry, fan } = await load();
      await assertions.revertWithCustomErrorWithArgs(
        registry.write.updateArtist([1n, "Venn", noCid], { account: fan.account }),
        registry,
        "MasterRegistry_NotArtist",
        [1n, getAddress(fan.account.address)],
      );
      await assertions.revertWithCustomErrorWithArgs(
        registry.write.updateArtist([2n, "Venn", noCid]),
        registry,
        "MasterRegistry_UnknownArtist",
        [2n],
      );
    });

    it("reverts when the name is empty", async () => {
      const { registry, artist } = await load();
      await assertions.revertWithCustomError(
        registry.write.updateArtist([1n, "", noCid], { account: artist.account }),
        registry,
        "MasterRegistry_InvalidText",
      );
    });
  });

  describe("transferArtist", () => {
    it("moves the role in two steps", async () => {
      const { registry, artist, fan } = await load();
      const [from, to] = [getAddress(artist.account.address), getAddress(fan.account.address)];
      await assertions.emitWithArgs(
        registry.write.transferArtist([1n, to], { account: artist.account }),
        registry,
        "ArtistTransferStarted",
        [1n, from, to],
      );
      assert.equal(await registry.read.pendingArtist([1n]), to);
      assert.equal(await registry.read.artistAccount([1n]), from);
      await assertions.emitWithArgs(
        registry.write.acceptArtist([1n], { account: fan.account }),
        registry,
        "ArtistTransferred",
        [1n, from, to],
      );
      assert.equal(await registry.read.artistAccount([1n]), to);
      assert.equal(await registry.read.pendingArtist([1n]), zeroAddress);
    });

    it("withdraws the offer with the zero address", async () => {
      const { registry, artist, fan } = await load();
      await registry.write.transferArtist([1n, fan.account.address], { account: artist.account });
      await registry.write.transferArtist([1n, zeroAddress], { account: artist.account });
      await assertions.revertWithCustomErrorWithArgs(
        registry.write.acceptArtist([1n], { account: fan.account }),
        registry,
        "MasterRegistry_NotPendingArtist",
        [1n, getAddress(fan.account.address)],
      );
    });

    it("reverts when the caller is not the artist", async () => {
      const { registry, fan } = await load();
      await assertions.revertWithCustomError(
        registry.write.transferArtist([1n, fan.account.address], { account: fan.account }),
        registry,
        "MasterRegistry_NotArtist",
      );
    });
  });

  describe("acceptArtist", () => {
    it("reverts when there is no such artist", async () => {
      const { registry } = await load();
      await assertions.revertWithCustomError(
        registry.write.acceptArtist([9n]),
        registry,
        "MasterRegistry_UnknownArtist",
      );
    });
  });

  describe("settings", () => {
    it("are the platform's roles' only", async () => {
      const { registry, fan, usdc } = await load();
      const account = fan.account;
      const attempts = [
        registry.write.setCurrency([usdc.address, true], { account }),
        registry.write.setPlatformFee([1], { account }),
        registry.write.setFeeRecipient([account.address], { account }),
        registry.write.setSharesImplementation([usdc.address], { account }),
        registry.write.setArtistFlags([1n, 1], { account }),
        registry.write.setMasterFlags([1n, 1], { account }),
        registry.write.upgradeToAndCall([usdc.address, "0x"], { account }),
      ];
      for (const attempt of attempts) {
        await assertions.revertWithCustomError(attempt, registry, "AccessManagedUnauthorized");
      }
    });

    it("bound the fee at 500 basis points", async () => {
      const { registry } = await load();
      await assertions.emitWithArgs(registry.write.setPlatformFee([500]), registry, "PlatformFeeSet", [500]);
      assert.equal(await registry.read.platformFee(), 500);
      await assertions.revertWithCustomErrorWithArgs(
        registry.write.setPlatformFee([501]),
        registry,
        "MasterRegistry_FeeTooHigh",
        [501n],
      );
    });

    it("refuse addresses of nobody and without code", async () => {
      const { registry, fan } = await load();
      const nobody = getAddress(fan.account.address);
      await assertions.revertWithCustomError(
        registry.write.setFeeRecipient([zeroAddress]),
        registry,
        "MasterRegistry_ZeroAddress",
      );
      await assertions.revertWithCustomError(
        registry.write.setCurrency([zeroAddress, true]),
        registry,
        "MasterRegistry_ZeroAddress",
      );
      for (const attempt of [
        registry.write.setCurrency([nobody, true]),
        registry.write.setSharesImplementation([nobody]),
      ]) {
        await assertions.revertWithCustomErrorWithArgs(attempt, registry, "MasterRegistry_NoCode", [nobody]);
      }
    });

    it("allow and forbid currencies, the native coin always", async () => {
      const { registry, usdc } = await load();
      const currency = getAddress(usdc.address);
      assert.equal(await registry.read.isCurrencyAllowed([zeroAddress]), true);
      assert.equal(await registry.read.isCurrencyAllowed([currency]), true);
      await assertions.emitWithArgs(registry.write.setCurrency([currency, false]), registry, "CurrencySet", [
        currency,
        false,
      ]);
      assert.equal(await registry.read.isCurrencyAllowed([currency]), false);
    });

    it("count versions of the shares", async () => {
      const { registry, sharesCode } = await load();
      const implementation = getAddress(sharesCode.address);
      assert.deepEqual(await registry.read.sharesImplementation(), [implementation, 1]);
      await assertions.emitWithArgs(
        registry.write.setSharesImplementation([implementation]),
        registry,
        "SharesImplementationSet",
        [implementation, 2],
      );
    });

    it("flag artists and masters that exist", async () => {
      const { registry, artist } = await load();
      await registry.write.registerMaster([masterParams(await networkHelpers.time.latest()), 500], {
        account: artist.account,
      });
      await assertions.emitWithArgs(registry.write.setArtistFlags([1n, 1]), registry, "ArtistFlagsSet", [
        1n,
        1,
      ]);
      await assertions.emitWithArgs(registry.write.setMasterFlags([1n, 2]), registry, "MasterFlagsSet", [
        1n,
        2,
      ]);
      await assertions.revertWithCustomError(
        registry.write.setArtistFlags([2n, 1]),
        registry,
        "MasterRegistry_UnknownArtist",
      );
      await assertions.revertWithCustomError(
        registry.write.setMasterFlags([2n, 1]),
        registry,
        "MasterRegistry_UnknownMaster",
      );
    });
  });
});
