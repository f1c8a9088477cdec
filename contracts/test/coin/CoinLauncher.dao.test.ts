import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { getAddress } from "viem";

import { daoDefaults } from "../../scripts/deploy/audifi.ts";
import { COIN, deployCoinPlatform, launchCoin } from "../helpers/coins.ts";
import { loadDao } from "../helpers/dao.ts";
import { emits, loadFixture, people, reverts } from "../helpers/network.ts";
import { buyCoins } from "../helpers/uniswap.ts";

const { ann, stranger } = people;
const launch = async () => launchCoin(await deployCoinPlatform());

describe("CoinLauncher", () => {
  describe("deployDao", () => {
    describe("when the artist has no coin", () => {
      it("reverts with NoCoin", async () => {
        const { launcher } = await loadFixture(deployCoinPlatform);
        await reverts(launcher.write.deployDao([7n]), launcher, "CoinLauncher_NoCoin", [7n]);
      });
    });

    describe("when the DAO is there", () => {
      it("reverts with DaoExists", async () => {
        const { platform } = await loadDao();
        const attempt = platform.launcher.write.deployDao([1n]);
        await reverts(attempt, platform.launcher, "CoinLauncher_DaoExists", [1n]);
      });
    });

    it("is for anyone, at the addresses that were named before", async () => {
      const { platform, market, staking } = await loadFixture(launch);
      const { launcher } = platform;
      const governor = await launcher.read.governorOf([1n]);
      const treasury = await launcher.read.treasuryOf([1n]);
      assert.equal(getAddress(treasury), getAddress(market.treasury));
      assert.equal(getAddress(treasury), getAddress(await staking.read.treasury()));
      const { timelockDelay, ...settings } = daoDefaults(false);
      const hash = launcher.write.deployDao([1n], { account: stranger });
      const args = [1n, getAddress(governor), getAddress(treasury), BigInt(timelockDelay), settings];
      await emits(hash, launcher, "DaoDeployed", args);
    });

    it("lets the treasury have the fees that waited for it", async () => {
      const dao = await loadDao();
      const { locker, uniswap } = dao.platform;
      await buyCoins(uniswap, ann, dao.coin.address, COIN / 10n);
      await locker.write.collect([dao.market.coinPosition]);
      const [, owed] = await locker.read.creditOf([1n, uniswap.weth.address]);
      assert.ok(owed > 0n);
      await locker.write.payTreasury([1n]);
      assert.equal(await uniswap.weth.read.balanceOf!([dao.treasury.address]), owed);
    });
  });
});
