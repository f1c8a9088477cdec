import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { maxUint256, zeroAddress } from "viem";

import { testUsdcAbi } from "../../exports/abi.ts";
import { moneyOf } from "../helpers/actions.ts";
import { at, launch, launchUsdc, type Master } from "../helpers/fixture.ts";
import {
  assertEscrow,
  buyAndList,
  deployMarketPlatform,
  expectedSplit,
  list,
  type MarketPlatform,
  PRICE,
  take,
  wanted,
} from "../helpers/market.ts";
import { loadFixture, people, publicClient, reverts, viem } from "../helpers/network.ts";
import { callData, deployPuppet, execute, setReaction } from "../helpers/puppets.ts";

const { ann, ben, cleo, dan } = people;

/** A master in an ERC-20 that is not the platform's test dollar. */
async function launchInOther(platform: MarketPlatform): Promise<Master> {
  const other = at(testUsdcAbi, (await viem.deployContract("TestUSDC")).address);
  await platform.registry.write.setCurrency([other.address, true]);
  const master = await launch(platform, { currency: other.address, price: 5_000_000n });
  for (const account of [ben, dan]) {
    await other.write.mint([account, 10n ** 9n]);
    for (const spender of [platform.market.address, master.address]) {
      await other.write.approve([spender, maxUint256], { account });
    }
  }
  return master;
}

async function owedIn({ market }: MarketPlatform, currency: Master["currency"]): Promise<bigint> {
  const fees = await market.read.feesOf([currency]);
  const artist = await market.read.artistCreditOf([1n, currency]);
  const credits = await Promise.all(
    Object.values(people).map((account) => market.read.creditOf([account, currency])),
  );
  return credits.reduce((sum, credit) => sum + credit, fees + artist);
}

describe("ShareMarket", () => {
  describe("the money of a purchase", () => {
    it("comes in for every ERC-20, in whatever order they stand", async () => {
      const platform = await loadFixture(deployMarketPlatform);
      const [one, two] = [await launchUsdc(platform), await launchInOther(platform)];
      await buyAndList(platform, one, cleo, [1, 2], { price: 1_003n });
      await buyAndList(platform, two, dan, [1], { price: 77n });
      const held = () => Promise.all([moneyOf(one, ben), moneyOf(two, ben), moneyOf(two, dan)]);
      const before = await held();
      const purchases = [wanted(one, 1, 1_003n), wanted(two, 1, 77n), wanted(one, 2, 1_003n)];
      await platform.market.write.buy([purchases, false], { account: ben });
      const changes = (await held()).map((amount, i) => amount - before[i]!);
      assert.deepEqual(changes, [-2_006n, -77n, expectedSplit(77n, 1_000, 5_000).net]);
      for (const master of [one, two]) {
        const { address } = platform.market;
        assert.equal(await moneyOf(master, address), await owedIn(platform, master.currency));
      }
    });

    for (const price of [1n, 9n, 10n, 19n, 20n, 39n, 40n, 199n, 200n]) {
      it(`has an owner to the wei at a price of ${price}`, async () => {
        const platform = await loadFixture(deployMarketPlatform);
        const { market } = platform;
        const master = await launch(platform);
        await buyAndList(platform, master, ann, [1], { price });
        await take(platform, master, ben, [1], price);
        const { moverAmount, artistAmount, fee } = expectedSplit(price, 1_000, 5_000);
        assert.equal(await market.read.creditOf([ann, zeroAddress]), moverAmount);
        assert.equal(await market.read.artistCreditOf([1n, zeroAddress]), artistAmount);
        assert.equal(await market.read.feesOf([zeroAddress]), fee);
        await assertEscrow(platform);
      });
    }

    it("is not sent back where nothing is left of it", async () => {
      const platform = await loadFixture(deployMarketPlatform);
      const { market } = platform;
      const master = await launch(platform);
      await buyAndList(platform, master, ann, [1]);
      const puppet = await deployPuppet();
      await setReaction(puppet, "revert");
      const data = callData(market, "buy", [[wanted(master, 1)], true]);
      const hash = await execute(puppet, { target: market.address, value: PRICE, data });
      const { blockNumber } = await publicClient.getTransactionReceipt({ hash });
      const credited = await market.getEvents.PaymentCredited({}, { fromBlock: blockNumber });
      assert.deepEqual(credited, []);
    });

    it("ends the listing: there is nothing to cancel or update", async () => {
      const platform = await loadFixture(deployMarketPlatform);
      const { market } = platform;
      const master = await launch(platform);
      await buyAndList(platform, master, ann, [1]);
      await take(platform, master, ben, [1]);
      const key = { shares: master.address, id: 1n };
      const cancel = market.write.cancel([[key]], { account: ben });
      await reverts(cancel, market, "ShareMarket_NotListed", [master.address, 1n]);
      await master.shares.write.setApprovalForAll([market.address, true], { account: ben });
      await list(platform, master, ben, [1]);
      await market.write.cancel([[key]], { account: ben });
    });
  });
});
