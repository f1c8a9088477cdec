import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { upgrades } from "@openzeppelin/hardhat-upgrades/viem";
import hre, { network } from "hardhat";
import { encodeFunctionData, getAddress, parseAbi, zeroAddress } from "viem";

import { masterRegistryAbi } from "../../exports/abi.ts";
import { changedLayouts } from "../../scripts/check-layouts.ts";
import { masterParams, noCid } from "../helpers/master-params.ts";
import { deployPlatform } from "../helpers/platform.ts";

const connection = await network.create();
const { viem, networkHelpers } = connection;
const { assertions } = viem;
const { validateImplementation, validateUpgrade } = await upgrades(hre, connection);

async function fixture() {
  const platform = await deployPlatform(connection);
  const { registry, artist } = platform;
  const { account } = artist;
  await registry.write.registerArtist(["Mara Venn", noCid], { account });
  await registry.write.registerMaster([masterParams(await networkHelpers.time.latest()), 500], { account });
  const { address } = await viem.deployContract("MasterRegistryNext", [platform.switchboard.address]);
  return { ...platform, next: await viem.getContractAt("MasterRegistry", address) };
}

const load = () => networkHelpers.loadFixture(fixture);
const { switchboard } = await load();
const uups = { kind: "uups", constructorArgs: [switchboard.address] } as const;
const names = [
  ...["registry", "locker", "grants", "positions"],
  ...["coinCode", "stakingCode", "vestingCode", "governorCode", "treasuryCode"],
];
const around = Object.fromEntries(names.map((name) => [name, switchboard.address]));
const launcher = { kind: "uups", constructorArgs: [around] } as const;
/** A proxy is initialised once, so later versions need no initialiser. */
const later = { ...uups, unsafeAllow: ["missing-initializer" as const] };

describe("Upgrades", () => {
  describe("layouts", () => {
    it("are those of layouts/", () => {
      assert.deepEqual(changedLayouts(), []);
    });

    for (const name of ["MasterRegistry", "ShareRenderer"]) {
      it(`let ${name} stand behind a proxy`, async () => {
        await validateImplementation(name, uups);
      });
    }

    it("let CoinLauncher stand behind a proxy", async () => {
      await validateImplementation("CoinLauncher", launcher);
    });

    it("accept a version that adds a function", async () => {
      await validateUpgrade("MasterRegistry", "MasterRegistryNext", later);
    });

    it("reject a version that reorders storage", async () => {
      await assert.rejects(
        validateUpgrade("MasterRegistry", "MasterRegistryReordered", later),
        /New storage layout is incompatible/,
      );
    });

    it("reject a version that forgets storage", async () => {
      await assert.rejects(
        validateUpgrade("MasterRegistry", "MasterRegistryForgetful", later),
        /New storage layout is incompatible|deleted namespace/i,
      );
    });
  });

  describe("upgradeToAndCall", () => {
    it("changes the code and keeps everything", async () => {
      const { registry, next, artist } = await load();
      const shares = await registry.read.masterShares([1n]);
      await registry.write.upgradeToAndCall([next.address, "0x"]);
      const generation = await (
        await viem.getPublicClient()
      ).readContract({
        address: registry.address,
        abi: parseAbi(["function generation() pure returns (uint256)"]),
        functionName: "generation",
      });
      assert.equal(generation, 2n);
      assert.equal(await registry.read.artistAccount([1n]), getAddress(artist.account.address));
      assert.equal(await registry.read.masterShares([1n]), shares);
      assert.equal(await registry.read.isMaster([shares]), true);
      const { account } = artist;
      await registry.write.registerMaster([masterParams(await networkHelpers.time.latest()), 500], {
        account,
      });
      assert.equal(await registry.read.masterCount(), 2n);
    });

    it("reverts for a stranger", async () => {
      const { registry, renderer, next, stranger } = await load();
      const { account } = stranger;
      for (const attempt of [
        registry.write.upgradeToAndCall([next.address, "0x"], { account }),
        renderer.write.upgradeToAndCall([next.address, "0x"], { account }),
      ]) {
        await assertions.revertWithCustomError(attempt, registry, "AccessManagedUnauthorized");
      }
    });

    it("reverts for code that is not upgradeable", async () => {
      const { registry, usdc } = await load();
      await assertions.revertWithCustomError(
        registry.write.upgradeToAndCall([usdc.address, "0x"]),
        registry,
        "ERC1967InvalidImplementation",
      );
    });

    it("reverts on an implementation", async () => {
      const { registryCode, rendererCode, next } = await load();
      for (const attempt of [
        registryCode.write.upgradeToAndCall([next.address, "0x"]),
        rendererCode.write.upgradeToAndCall([next.address, "0x"]),
      ]) {
        await assertions.revertWithCustomError(attempt, registryCode, "UUPSUnauthorizedCallContext");
      }
    });
  });

  describe("initialize", () => {
    it("reverts everywhere, for everybody", async () => {
      const { registry, registryCode, renderer, rendererCode, next, manager, admin } = await load();
      const recipient = admin.account.address;
      for (const target of [registry, registryCode, next]) {
        await assertions.revertWithCustomError(
          target.write.initialize([manager.address, recipient, 0]),
          registry,
          "InvalidInitialization",
        );
      }
      for (const target of [renderer, rendererCode]) {
        await assertions.revertWithCustomError(
          target.write.initialize([manager.address]),
          renderer,
          "InvalidInitialization",
        );
      }
    });

    it("reverts after an upgrade, and inside of one", async () => {
      const { registry, next, manager, admin } = await load();
      const args = [manager.address, admin.account.address, 0] as const;
      const again = encodeFunctionData({ abi: masterRegistryAbi, functionName: "initialize", args });
      await assertions.revertWithCustomError(
        registry.write.upgradeToAndCall([next.address, again]),
        registry,
        "InvalidInitialization",
      );
      await registry.write.upgradeToAndCall([next.address, "0x"]);
      await assertions.revertWithCustomError(
        registry.write.initialize(args),
        registry,
        "InvalidInitialization",
      );
    });

    it("reverts on shares, clone and implementation", async () => {
      const { registry, sharesCode } = await load();
      const clone = await viem.getContractAt("MasterShares", await registry.read.masterShares([1n]));
      for (const target of [clone, sharesCode]) {
        await assertions.revertWithCustomError(
          target.write.initialize([1, zeroAddress]),
          clone,
          "MasterShares_NotRegistry",
        );
      }
    });

    it("needs an authority", async () => {
      const { registryCode, rendererCode } = await load();
      const admin = getAddress(`0x${"11".repeat(20)}`);
      const attempts = [
        encodeFunctionData({
          abi: masterRegistryAbi,
          functionName: "initialize",
          args: [zeroAddress, admin, 0],
        }),
        encodeFunctionData({
          abi: masterRegistryAbi,
          functionName: "initialize",
          args: [admin, zeroAddress, 0],
        }),
        encodeFunctionData({ abi: masterRegistryAbi, functionName: "initialize", args: [admin, admin, 501] }),
      ];
      for (const data of attempts) {
        await assert.rejects(viem.deployContract("ERC1967Proxy", [registryCode.address, data]));
      }
      const data = encodeFunctionData({
        abi: rendererCode.abi,
        functionName: "initialize",
        args: [zeroAddress],
      });
      await assert.rejects(viem.deployContract("ERC1967Proxy", [rendererCode.address, data]));
    });
  });
});
