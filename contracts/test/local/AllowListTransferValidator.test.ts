import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { network } from "hardhat";
import { getAddress } from "viem";

import { masterParams, noCid } from "../helpers/master-params.ts";
import { deployPlatform } from "../helpers/platform.ts";

const connection = await network.create();
const { viem, networkHelpers } = connection;
const { assertions } = viem;

const ALLOW_LIST = 0;
const OPEN = 1;
const CLOSED = 2;

/** A fan holds share 1 of a master under the validator and lets the stranger move it. */
async function fixture() {
  const platform = await deployPlatform(connection);
  const { registry, validator, artist, fan, stranger } = platform;
  const { account } = artist;
  await registry.write.registerArtist(["Mara Venn", noCid], { account });
  const params = masterParams(await networkHelpers.time.latest());
  params.offering.start = 1;
  params.transferValidator = validator.address;
  await registry.write.registerMaster([params, 500], { account });
  const master = await viem.getContractAt("MasterShares", await registry.read.masterShares([1n]));
  await master.write.buy([2n], { account: fan.account, value: 2n * params.offering.price });
  await master.write.setApprovalForAll([stranger.account.address, true], { account: fan.account });
  const move = (id = 1n) =>
    master.write.transferFrom([fan.account.address, artist.account.address, id], {
      account: stranger.account,
    });
  return { ...platform, master, move };
}

const load = () => networkHelpers.loadFixture(fixture);

describe("AllowListTransferValidator", () => {
  describe("validateTransfer", () => {
    it("refuses operators that the collection's owner did not list", async () => {
      const { validator, master, stranger, move } = await load();
      await assertions.revertWithCustomErrorWithArgs(
        move(),
        validator,
        "AllowListTransferValidator_NotAllowed",
        [getAddress(master.address), getAddress(stranger.account.address)],
      );
    });

    it("lets listed operators pass until they are unlisted", async () => {
      const { validator, master, artist, stranger, move } = await load();
      const operator = getAddress(stranger.account.address);
      const { account } = artist;
      await assertions.emitWithArgs(
        validator.write.setOperators([master.address, [operator], true], { account }),
        validator,
        "OperatorSet",
        [getAddress(master.address), operator, true],
      );
      assert.equal(await validator.read.isOperator([master.address, operator]), true);
      await move(1n);
      await validator.write.setOperators([master.address, [operator], false], { account });
      await assertions.revertWithCustomError(move(2n), validator, "AllowListTransferValidator_NotAllowed");
    });

    it("lets everybody pass when open, nobody when closed", async () => {
      const { validator, master, artist, stranger, move } = await load();
      const { account } = artist;
      assert.equal(await validator.read.levelOf([master.address]), ALLOW_LIST);
      await validator.write.setOperators([master.address, [stranger.account.address], true], { account });
      await validator.write.setLevel([master.address, CLOSED], { account });
      await assertions.revertWithCustomError(move(), validator, "AllowListTransferValidator_NotAllowed");
      await assertions.emitWithArgs(
        validator.write.setLevel([master.address, OPEN], { account }),
        validator,
        "LevelSet",
        [getAddress(master.address), OPEN],
      );
      await validator.write.setOperators([master.address, [stranger.account.address], false], { account });
      await move();
    });

    it("never stops the owner", async () => {
      const { validator, master, artist, fan } = await load();
      await validator.write.setLevel([master.address, CLOSED], { account: artist.account });
      await master.write.transferFrom([fan.account.address, artist.account.address, 1n], {
        account: fan.account,
      });
      const [from, to] = [fan.account.address, artist.account.address];
      await validator.read.validateTransfer([from, from, to]);
      await assertions.revertWithCustomError(
        validator.read.validateTransfer([to, from, to]),
        validator,
        "AllowListTransferValidator_NotAllowed",
      );
    });
  });

  describe("settings", () => {
    it("are the collection's owner's only", async () => {
      const { validator, master, stranger } = await load();
      const { account } = stranger;
      for (const attempt of [
        validator.write.setLevel([master.address, OPEN], { account }),
        validator.write.setOperators([master.address, [account.address], true], { account }),
        validator.write.setTokenTypeOfCollection([master.address, 721], { account }),
      ]) {
        await assertions.revertWithCustomErrorWithArgs(
          attempt,
          validator,
          "AllowListTransferValidator_NotOwner",
          [getAddress(master.address), getAddress(account.address)],
        );
      }
    });
  });
});
