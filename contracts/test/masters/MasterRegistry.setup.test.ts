import { describe, it } from "node:test";

import { network } from "hardhat";
import { encodeFunctionData, getAddress, zeroAddress } from "viem";

import { masterRegistryAbi } from "../../exports/abi.ts";
import { masterParams, noCid } from "../helpers/master-params.ts";
import { deployPlatform, PLATFORM_FEE } from "../helpers/platform.ts";

const connection = await network.create();
const { viem, networkHelpers } = connection;
const { assertions } = viem;

const platform = () => deployPlatform(connection);
const load = () => networkHelpers.loadFixture(platform);

describe("MasterRegistry", () => {
  describe("constructor", () => {
    it("reverts when the switchboard has no code", async () => {
      const { registry, fan } = await load();
      await assertions.revertWithCustomErrorWithArgs(
        viem.deployContract("MasterRegistry", [fan.account.address]),
        registry,
        "MasterRegistry_NoCode",
        [getAddress(fan.account.address)],
      );
    });
  });

  describe("registerMaster", () => {
    it("reverts when no implementation of shares was set yet", async () => {
      const { registryCode, manager, admin, artist } = await load();
      const init = encodeFunctionData({
        abi: masterRegistryAbi,
        functionName: "initialize",
        args: [manager.address, admin.account.address, PLATFORM_FEE],
      });
      const { address } = await viem.deployContract("ERC1967Proxy", [registryCode.address, init]);
      const registry = await viem.getContractAt("MasterRegistry", address);
      const { account } = artist;
      await registry.write.registerArtist(["Mara Venn", noCid], { account });
      const params = masterParams(await networkHelpers.time.latest());
      await assertions.revertWithCustomErrorWithArgs(
        registry.write.registerMaster([params, 500], { account }),
        registry,
        "MasterRegistry_NoCode",
        [zeroAddress],
      );
    });
  });
});
