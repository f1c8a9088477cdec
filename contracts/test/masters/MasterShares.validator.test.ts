import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, zeroAddress } from "viem";

import { buy, closeByArtist, give, ownerOf } from "../helpers/actions.ts";
import { deployMock, deployPlatform, launch, type Master, type Mock } from "../helpers/fixture.ts";
import { emits, loadFixture, networkHelpers, people, reverts } from "../helpers/network.ts";
import { act, deployPuppet } from "../helpers/puppets.ts";

const { ann, ben, cleo, artist, stranger } = people;
const byArtist = { account: artist };

async function launchValidated(): Promise<{ master: Master; validator: Mock }> {
  const platform = await loadFixture(deployPlatform);
  const validator = await deployMock("MockValidator");
  await platform.switchboard.write.setValidator([validator.address, true]);
  const master = await launch(platform, { validator: validator.address });
  await buy(master, ann, 5);
  return { master, validator };
}

const setValidator = (master: Master, validator: Address, account = artist) =>
  master.shares.write.setTransferValidator([validator], { account });

const moveBy = (master: Master, account: Address, id = 1n) =>
  master.shares.write.transferFrom([ann, ben, id], { account });

describe("MasterShares", () => {
  describe("setTransferValidator", () => {
    describe("when the caller is not the artist", () => {
      it("reverts with NotArtist", async () => {
        const { master } = await launchValidated();
        const call = setValidator(master, zeroAddress, stranger);
        await reverts(call, master.shares, "MasterShares_NotArtist", [stranger, artist]);
      });
    });

    describe("when the switchboard does not list it", () => {
      it("reverts with UnknownValidator", async () => {
        const { master } = await launchValidated();
        const { address } = await deployMock("MockValidator");
        const call = setValidator(master, address);
        await reverts(call, master.shares, "MasterShares_UnknownValidator", [address]);
      });
    });

    describe("when it is listed", () => {
      it("is set, told the token type, and TransferValidatorUpdated emitted", async () => {
        const { master, validator } = await launchValidated();
        assert.equal(await master.shares.read.getTransferValidator(), validator.address);
        assert.equal(await validator.read.tokenTypeOf!([master.address]), 721);

        const other = await deployMock("MockValidator");
        await master.platform.switchboard.write.setValidator([other.address, true]);
        const hash = await setValidator(master, other.address);
        await emits(hash, master.shares, "TransferValidatorUpdated", [validator.address, other.address]);
        assert.equal(await other.read.tokenTypeOf!([master.address]), 721);
      });
    });

    describe("when it is listed but knows no token types", () => {
      it("is set", async () => {
        const { master } = await launchValidated();
        const { address } = await deployMock("EvilMaster", [zeroAddress]);
        await master.platform.switchboard.write.setValidator([address, true]);
        await setValidator(master, address);
        assert.equal(await master.shares.read.getTransferValidator(), address);
      });
    });

    describe("when it has lost its code", () => {
      it("reverts with UnknownValidator", async () => {
        const { master } = await launchValidated();
        const { address } = await deployMock("MockValidator");
        await master.platform.switchboard.write.setValidator([address, true]);
        await networkHelpers.setCode(address, "0x");
        const call = setValidator(master, address);
        await reverts(call, master.shares, "MasterShares_UnknownValidator", [address]);
      });
    });

    describe("when it is zero", () => {
      it("frees transfers again", async () => {
        const { master } = await launchValidated();
        await setValidator(master, zeroAddress);
        await master.shares.write.setApprovalForAll([cleo, true], { account: ann });
        await moveBy(master, cleo);
        assert.equal(await ownerOf(master, 1), ben);
      });
    });

    describe("when the switchboard stops listing it", () => {
      it("stays until the artist changes it", async () => {
        const { master, validator } = await launchValidated();
        await master.platform.switchboard.write.setValidator([validator.address, false]);
        assert.equal(await master.shares.read.getTransferValidator(), validator.address);
        await reverts(
          setValidator(master, validator.address),
          master.shares,
          "MasterShares_UnknownValidator",
          [validator.address],
        );
        await setValidator(master, zeroAddress);
      });
    });
  });

  describe("transferFrom by a third party", () => {
    describe("when there is no validator", () => {
      it("moves the share", async () => {
        const master = await launch(await loadFixture(deployPlatform));
        await buy(master, ann, 1);
        await master.shares.write.approve([cleo, 1n], { account: ann });
        await moveBy(master, cleo);
        assert.equal(await ownerOf(master, 1), ben);
      });
    });

    describe("when the validator refuses", () => {
      it("reverts with the validator's error, told caller, sender, receiver and id", async () => {
        const { master, validator } = await launchValidated();
        await master.shares.write.approve([cleo, 2n], { account: ann });
        const refused = [cleo, ann, ben, 2n];
        await reverts(moveBy(master, cleo, 2n), validator, "MockValidator_Refused", refused);
        const safe = master.shares.write.safeTransferFrom([ann, ben, 2n], { account: cleo });
        await reverts(safe, validator, "MockValidator_Refused", refused);
      });

      it("lets the holder move the share", async () => {
        const { master } = await launchValidated();
        await give(master, ann, ben, 1);
        await master.shares.write.safeTransferFrom([ann, ben, 2n], { account: ann });
        assert.equal(await ownerOf(master, 2), ben);
      });

      it("lets a market of the switchboard move it, with an approval only", async () => {
        const { master } = await launchValidated();
        const market = await deployPuppet();
        await master.platform.switchboard.write.setMarket([market.address, true]);
        const args = [ann, ben, 1n];
        const call = act(market, master, "transferFrom", args);
        await reverts(call, master.shares, "ERC721InsufficientApproval", [market.address, 1n]);
        await master.shares.write.setApprovalForAll([market.address, true], { account: ann });
        await act(market, master, "transferFrom", args);
        assert.equal(await ownerOf(master, 1), ben);
      });

      it("asks again once a market was removed", async () => {
        const { master, validator } = await launchValidated();
        const market = await deployPuppet();
        await master.shares.write.setApprovalForAll([market.address, true], { account: ann });
        await master.platform.switchboard.write.setMarket([market.address, true]);
        await act(market, master, "transferFrom", [ann, ben, 1n]);
        await master.platform.switchboard.write.setMarket([market.address, false]);
        const call = act(market, master, "transferFrom", [ann, ben, 2n]);
        await reverts(call, validator, "MockValidator_Refused", [market.address, ann, ben, 2n]);
      });

      it("lets the validator itself move it, with an approval only", async () => {
        const { master, validator } = await launchValidated();
        const args = [master.address, ann, ben, 1n];
        await assert.rejects(validator.write.move!(args));
        await master.shares.write.setApprovalForAll([validator.address, true], { account: ann });
        await validator.write.move!(args);
        assert.equal(await ownerOf(master, 1), ben);
      });
    });

    describe("when the validator allows", () => {
      it("moves the share", async () => {
        const { master, validator } = await launchValidated();
        await validator.write.setRefusing!([false]);
        await master.shares.write.approve([cleo, 1n], { account: ann });
        await moveBy(master, cleo);
        assert.equal(await ownerOf(master, 1), ben);
      });
    });

    describe("when shares are bought or minted", () => {
      it("asks nobody", async () => {
        const { master } = await launchValidated();
        await buy(master, ben, 2);
        await closeByArtist(master);
        await master.shares.write.mintRemaining([artist, 3n], byArtist);
        assert.equal(await ownerOf(master, 8), artist);
      });
    });
  });
});
