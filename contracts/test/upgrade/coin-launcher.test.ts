import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { encodeFunctionData, zeroAddress } from "viem";

import { coinLauncherAbi } from "../../exports/abi.ts";
import { deployCoinPlatform, launchCoin } from "../helpers/coins.ts";
import { at } from "../helpers/fixture.ts";
import { loadFixture, people, reverts, viem } from "../helpers/network.ts";

const { stranger } = people;
const load = () => loadFixture(deployCoinPlatform);

describe("CoinLauncher", () => {
  describe("upgradeToAndCall", () => {
    it("changes the code, keeps coins and treasuries, and leaves what was made alone", async () => {
      const platform = await load();
      const { launcher, codes } = platform;
      const { market, coin, staking } = await launchCoin(platform);
      const parts = await launcher.read.partsOf([1n]);
      await launcher.write.upgradeToAndCall([codes.launcher, "0x"]);
      assert.deepEqual(await launcher.read.partsOf([1n]), parts);
      assert.equal(await launcher.read.treasuryOf([1n]), market.treasury);
      assert.equal(await staking.read.treasury(), market.treasury);
      assert.equal(await coin.read.artistId(), 1n);
    });

    it("reverts for a stranger, and on the implementation", async () => {
      const { launcher, codes } = await load();
      const call = launcher.write.upgradeToAndCall([codes.launcher, "0x"], { account: stranger });
      await reverts(call, launcher, "AccessManagedUnauthorized", [stranger]);
      const implementation = at(coinLauncherAbi, codes.launcher);
      const direct = implementation.write.upgradeToAndCall([codes.launcher, "0x"]);
      await reverts(direct, launcher, "UUPSUnauthorizedCallContext");
    });
  });

  describe("initialize", () => {
    it("reverts on proxy and implementation, and after an upgrade", async () => {
      const { launcher, codes, manager } = await load();
      for (const target of [launcher, at(coinLauncherAbi, codes.launcher)]) {
        await reverts(target.write.initialize([manager]), launcher, "InvalidInitialization");
      }
      const again = encodeFunctionData({
        abi: coinLauncherAbi,
        functionName: "initialize",
        args: [manager],
      });
      const upgrade = launcher.write.upgradeToAndCall([codes.launcher, again]);
      await reverts(upgrade, launcher, "InvalidInitialization");
    });

    it("needs an authority with code", async () => {
      const { codes } = await load();
      const data = encodeFunctionData({
        abi: coinLauncherAbi,
        functionName: "initialize",
        args: [stranger],
      });
      await assert.rejects(viem.deployContract("ERC1967Proxy" as string, [codes.launcher, data] as never));
    });
  });

  it("needs contracts around it", async () => {
    const { registry, locker, grants, uniswap, codes } = await load();
    const around = {
      ...{ registry: registry.address, locker: locker.address, grants: grants.address },
      ...{ positions: uniswap.positions.address, coinCode: codes.coin },
      ...{ stakingCode: codes.staking, vestingCode: codes.vesting },
      ...{ governorCode: codes.governor, treasuryCode: codes.treasury },
    };
    for (const name of Object.keys(around)) {
      const args = [{ ...around, [name]: zeroAddress }] as never;
      const attempt = viem.deployContract("CoinLauncher" as string, args);
      await assert.rejects(attempt, /CoinLauncher_NoCode/, name);
    }
  });
});
