import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { toFunctionSelector, zeroAddress, zeroHash } from "viem";

import { buy } from "../helpers/actions.ts";
import { deployPlatform, launch } from "../helpers/fixture.ts";
import { DAY, loadFixture, now, people, reverts } from "../helpers/network.ts";
import { cid } from "../helpers/terms.ts";

const { ann, artist, stranger } = people;
const launchOne = async () => launch(await loadFixture(deployPlatform));

describe("MasterShares", () => {
  describe("initialize", () => {
    it("refuses everybody on a clone and on the implementation", async () => {
      const master = await launchOne();
      for (const contract of [master.shares, master.platform.implementation]) {
        const call = contract.write.initialize([2 ** 40 - 1, zeroAddress], { account: stranger });
        await reverts(call, contract, "MasterShares_NotRegistry", [stranger]);
      }
    });
  });

  describe("accrue and collect", () => {
    it("obey the vault only", async () => {
      const master = await launchOne();
      await buy(master, ann, 1);
      for (const account of [stranger, artist, ann]) {
        const accrue = master.shares.write.accrue([1n], { account });
        await reverts(accrue, master.shares, "MasterShares_NotVault", [account]);
        const collect = master.shares.write.collect([ann], { account });
        await reverts(collect, master.shares, "MasterShares_NotVault", [account]);
      }
    });
  });

  describe("supportsInterface", () => {
    const ids = {
      "ERC-165": "0x01ffc9a7",
      "ERC-721": "0x80ac58cd",
      "ERC-721 metadata": "0x5b5e139f",
      "ERC-2981": "0x2a55205a",
      "ERC-5192": "0xb45a3c0e",
      ICreatorToken: "0xad0d7f6c",
      "legacy ICreatorToken": "0xa07d229a",
    } as const;
    for (const [name, id] of Object.entries(ids)) {
      it(`knows ${name}`, async () => {
        assert.equal(await (await launchOne()).shares.read.supportsInterface([id]), true);
      });
    }

    it("knows nothing else", async () => {
      const { shares } = await launchOne();
      for (const id of ["0xffffffff", "0x00000000", "0x780e9d63"] as const) {
        assert.equal(await shares.read.supportsInterface([id]), false);
      }
    });
  });

  describe("getTransferValidationFunction", () => {
    it("names the function of four arguments, a view", async () => {
      const { shares } = await launchOne();
      const selector = toFunctionSelector("validateTransfer(address,address,address,uint256)");
      assert.deepEqual(await shares.read.getTransferValidationFunction(), [selector, true]);
    });
  });

  describe("tierOf, royaltyRate and royaltyInfo", () => {
    const tiers = [
      [1, 1, 1_000n],
      [10, 1, 1_000n],
      [11, 2, 500n],
      [50, 2, 500n],
      [51, 3, 300n],
      [100, 3, 300n],
      [101, 4, 100n],
      [1_000, 4, 100n],
    ] as const;
    for (const [id, tier, rate] of tiers) {
      it(`puts id ${id} into tier ${tier}`, async () => {
        const { shares } = await launchOne();
        assert.equal(await shares.read.tierOf([BigInt(id)]), BigInt(tier));
        assert.equal(await shares.read.royaltyRate([BigInt(id)]), rate);
        assert.deepEqual(await shares.read.royaltyInfo([BigInt(id), 12_345n]), [
          artist,
          (12_345n * rate) / 10_000n,
        ]);
      });
    }

    it("reverts for ids that will never exist", async () => {
      const { shares } = await launchOne();
      for (const id of [0n, 1_001n]) {
        await reverts(shares.read.tierOf([id]), shares, "ERC721NonexistentToken", [id]);
        await reverts(shares.read.royaltyInfo([id, 1n]), shares, "ERC721NonexistentToken", [id]);
      }
    });

    it("names the artist of today", async () => {
      const { shares, platform } = await launchOne();
      await platform.registry.write.transferArtist([1n, ann], { account: artist });
      await platform.registry.write.acceptArtist([1n], { account: ann });
      assert.deepEqual(await shares.read.royaltyInfo([1n, 100n]), [ann, 10n]);
      assert.equal(await shares.read.owner(), ann);
    });
  });

  describe("what was registered", () => {
    it("is what it says", async () => {
      const platform = await loadFixture(deployPlatform);
      const presaleStart = (await now()) + DAY;
      const start = presaleStart + DAY;
      const presaleRoot = `0x${"ab".repeat(32)}` as const;
      const title = `„Nachtbus“ ${"ü".repeat(24)}`;
      const master = await launch(platform, {
        title,
        presaleStart,
        start,
        presaleRoot,
        walletCap: 77,
        totalShares: 100_000,
        publicShares: 99_999,
        price: 2n ** 71n,
      });
      const { shares, terms } = master;
      assert.equal(await shares.read.name(), title);
      assert.equal(await shares.read.symbol(), "AUDIFI");
      assert.deepEqual(await shares.read.ids(), [1n, 1n, 0n]);
      assert.deepEqual(await shares.read.offering(), {
        currency: zeroAddress,
        price: 2n ** 71n,
        totalShares: 100_000,
        publicShares: 99_999,
        walletCap: 77,
        start,
        end: terms.end,
        presaleStart,
        presaleRoot,
      });
      assert.deepEqual(await shares.read.royalties(), terms.royalties);
      assert.deepEqual(await shares.read.documents(), {
        audio: cid("audio"),
        cover: cid("cover"),
        metadata: cid("metadata", 0x0129),
      });
      assert.equal(await shares.read.currency(), zeroAddress);
      assert.equal(await shares.read.platformFee(), 250);
    });

    it("has no presale root where there is no presale", async () => {
      const { shares } = await launchOne();
      assert.equal((await shares.read.offering()).presaleRoot, zeroHash);
    });
  });

  describe("tokenURI", () => {
    it("answers for minted shares only", async () => {
      const master = await launchOne();
      await buy(master, ann, 1);
      assert.match(await master.shares.read.tokenURI([1n]), /^data:application\/json/);
      assert.match(await master.shares.read.contractURI(), /^data:application\/json/);
      await reverts(master.shares.read.tokenURI([2n]), master.shares, "ERC721NonexistentToken", [2n]);
    });
  });
});
