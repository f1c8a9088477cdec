import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, maxUint256, zeroAddress } from "viem";

import { allowListTransferValidatorAbi } from "../../exports/abi.ts";
import { buy, give, moneyOf, ownerOf } from "../helpers/actions.ts";
import { at, deployMock, launch, launchUsdc, type Master } from "../helpers/fixture.ts";
import {
  approveMarket,
  askFor,
  assertEscrow,
  bought,
  buyAndList,
  deployMarketPlatform,
  expectedSplit,
  list,
  type MarketPlatform,
  PRICE,
  take,
  wanted,
} from "../helpers/market.ts";
import {
  DAY,
  emits,
  gasOf,
  loadFixture,
  nextAt,
  now,
  pays,
  people,
  reverts,
  viem,
} from "../helpers/network.ts";
import { signPermit } from "../helpers/permits.ts";
import { callData, deployPuppet, execute, setReaction } from "../helpers/puppets.ts";
import type { Terms } from "../helpers/terms.ts";

const { ann, ben, cleo, dan } = people;
const GAS_LIMIT = 16_777_216n;

/** Ann has listed shares 1 to 3. */
async function launchListed(changes: Partial<Terms> = {}) {
  const platform = await loadFixture(deployMarketPlatform);
  const master = await launch(platform, changes);
  await buyAndList(platform, master, ann, [1, 2, 3]);
  return { platform, master };
}

const sweep = (
  { market }: MarketPlatform,
  account: Address,
  purchases: readonly ReturnType<typeof wanted>[],
  value: bigint,
) => market.write.buy([purchases, true], { account, value });

const creditOf = ({ market }: MarketPlatform, account: Address, currency: Address = zeroAddress) =>
  market.read.creditOf([account, currency]);
const artistCredit = ({ market }: MarketPlatform, currency: Address = zeroAddress) =>
  market.read.artistCreditOf([1n, currency]);

describe("ShareMarket", () => {
  describe("buy", () => {
    it("reverts with Paused when the platform is paused", async () => {
      const { platform, master } = await launchListed();
      await platform.switchboard.write.pause();
      await reverts(take(platform, master, ben, [1]), platform.market, "ShareMarket_Paused");
    });

    it("reverts with InvalidCount when no share is named, or more than 50", async () => {
      const { platform, master } = await launchListed();
      for (const count of [0, 51]) {
        const call = take(platform, master, ben, Array<number>(count).fill(1));
        await reverts(call, platform.market, "ShareMarket_InvalidCount", [BigInt(count)]);
      }
    });

    describe("when a share cannot be bought and everything or nothing is asked for", () => {
      it("reverts with NotListed", async () => {
        const { platform, master } = await launchListed();
        await buy(master, ann, 1);
        const ends: Record<number, () => Promise<unknown>> = {
          4: async () => undefined,
          1: () => take(platform, master, dan, [1]),
          2: () => give(master, ann, dan, 2),
        };
        for (const [id, end] of Object.entries(ends)) {
          await end();
          const args = [master.address, BigInt(id)];
          const call = take(platform, master, ben, [3, Number(id)]);
          await reverts(call, platform.market, "ShareMarket_NotListed", args);
        }
        const twice = take(platform, master, ben, [3, 3]);
        await reverts(twice, platform.market, "ShareMarket_NotListed", [master.address, 3n]);
      });

      it("reverts with ListingExpired, to the second", async () => {
        const { platform, master } = await launchListed();
        const { expiry } = await platform.market.read.listingOf([master.address, 1n]);
        await nextAt(expiry - 1);
        await take(platform, master, ben, [2]);
        await nextAt(expiry);
        const args = [master.address, 1n, BigInt(expiry)];
        await reverts(take(platform, master, ben, [1]), platform.market, "ShareMarket_ListingExpired", args);
      });

      it("reverts with PriceChanged, given it rose or fell", async () => {
        const { platform, master } = await launchListed();
        for (const price of [PRICE - 1n, PRICE + 1n]) {
          const call = take(platform, master, ben, [1], price);
          await reverts(call, platform.market, "ShareMarket_PriceChanged", [price, PRICE]);
        }
      });

      it("reverts with OwnShare", async () => {
        const { platform, master } = await launchListed();
        const args = [master.address, 1n];
        await reverts(take(platform, master, ann, [1]), platform.market, "ShareMarket_OwnShare", args);
      });

      it("reverts as the collection says, given the approval was taken back", async () => {
        const { platform, master } = await launchListed();
        await master.shares.write.setApprovalForAll([platform.market.address, false], { account: ann });
        const args = [platform.market.address, 1n];
        await reverts(take(platform, master, ben, [1]), master.shares, "ERC721InsufficientApproval", args);
      });
    });

    describe("when a share cannot be bought and less is welcome", () => {
      it("buys the others and refunds what is left of the native coin", async () => {
        const { platform, master } = await launchListed();
        const other = await launch(platform);
        await buyAndList(platform, other, cleo, [1]);
        await other.shares.write.setApprovalForAll([platform.market.address, false], { account: cleo });
        await take(platform, master, dan, [2]);
        const purchases = [
          wanted(master, 1),
          wanted(master, 2),
          wanted(master, 3, PRICE + 1n),
          wanted(other, 1),
          wanted(other, 900),
        ];
        const hash = sweep(platform, ben, purchases, PRICE * 5n);
        const { net } = expectedSplit(PRICE, 1_000, 5_000);
        await pays(hash, [
          [ben, -PRICE],
          [ann, net],
        ]);
        assert.deepEqual(
          [await ownerOf(master, 1), await ownerOf(master, 2), await ownerOf(master, 3)],
          [ben, dan, ann],
        );
        assert.equal(await ownerOf(other, 1), cleo);
        assert.equal((await bought(await hash, platform)).length, 1);
        await assertEscrow(platform);
      });

      it("takes no ERC-20 for what it leaves out", async () => {
        const platform = await loadFixture(deployMarketPlatform);
        const master = await launchUsdc(platform);
        await buyAndList(platform, master, ann, [1, 2], { price: 77n });
        await take(platform, master, dan, [1], 77n);
        const before = await moneyOf(master, ben);
        await sweep(platform, ben, [wanted(master, 1, 77n), wanted(master, 2, 77n)], 0n);
        assert.equal(before - (await moneyOf(master, ben)), 77n);
        await assertEscrow(platform);
      });

      it("reverts with NothingBought, given none is left", async () => {
        const { platform, master } = await launchListed();
        const call = sweep(platform, ben, [wanted(master, 1, 1n), wanted(master, 9)], PRICE);
        await reverts(call, platform.market, "ShareMarket_NothingBought");
      });

      it("credits a buyer that refuses the refund", async () => {
        const { platform, master } = await launchListed();
        const puppet = await deployPuppet();
        await setReaction(puppet, "revert");
        const data = callData(platform.market, "buy", [[wanted(master, 1)], true]);
        await execute(puppet, { target: platform.market.address, value: PRICE + 7n, data });
        assert.equal(await ownerOf(master, 1), puppet.address);
        assert.equal(await creditOf(platform, puppet.address), 7n);
        await assertEscrow(platform, [puppet.address]);
      });
    });

    describe("when the native coin sent is not what it costs", () => {
      it("reverts with WrongValue", async () => {
        const { platform, master } = await launchListed();
        const { market } = platform;
        for (const [value, isPartial] of [
          [PRICE - 1n, false],
          [PRICE + 1n, false],
          [PRICE - 1n, true],
        ] as const) {
          const call = market.write.buy([[wanted(master, 1)], isPartial], { account: ben, value });
          await reverts(call, market, "ShareMarket_WrongValue", [PRICE, value]);
        }
      });
    });

    describe("when the ERC-20 delivers less", () => {
      it("reverts with WrongAmountReceived", async () => {
        const platform = await loadFixture(deployMarketPlatform);
        const token = await deployMock("MockToken");
        await platform.registry.write.setCurrency([token.address, true]);
        const master = await launch(platform, { currency: token.address });
        for (const who of [ann, ben]) {
          await token.write.mint!([who, 10n ** 20n]);
          await token.write.approve!([platform.market.address, maxUint256], { account: who });
        }
        await buyAndList(platform, master, ann, [1]);
        await token.write.setFee!([1n]);
        const args = [PRICE, PRICE - PRICE / 10_000n];
        const call = take(platform, master, ben, [1]);
        await reverts(call, platform.market, "ShareMarket_WrongAmountReceived", args);
      });
    });

    describe("when a share is bought", () => {
      const cases: Record<string, { id: number; rate: number; hasMover: boolean }> = {
        "of tier 1": { id: 10, rate: 1_000, hasMover: true },
        "of tier 2": { id: 11, rate: 500, hasMover: true },
        "of tier 2, the last one": { id: 50, rate: 500, hasMover: true },
        "of tier 3": { id: 51, rate: 300, hasMover: true },
        "of tier 4": { id: 101, rate: 100, hasMover: false },
      };
      for (const [name, { id, rate, hasMover }] of Object.entries(cases)) {
        it(`pays and credits everybody to the wei (${name})`, async () => {
          const platform = await loadFixture(deployMarketPlatform);
          const master = await launch(platform);
          await buy(master, dan, 120);
          await give(master, dan, ann, id);
          await approveMarket(master, platform, ann);
          await list(platform, master, ann, [id]);
          const split = expectedSplit(PRICE, rate, hasMover ? 5_000 : undefined);
          const mover = hasMover ? dan : zeroAddress;
          const stated = await platform.market.read.splitOf([master.address, BigInt(id), PRICE]);
          assert.deepEqual(stated, { artistId: 1n, mover, ...split });

          const hash = take(platform, master, ben, [id]);
          await pays(hash, [
            [ben, -PRICE],
            [ann, split.net],
          ]);
          assert.equal(await artistCredit(platform), split.artistAmount);
          assert.equal(await creditOf(platform, dan), split.moverAmount);
          assert.equal(await platform.market.read.feesOf([zeroAddress]), split.fee);
          assert.equal(await ownerOf(master, id), ben);
          const amounts = [PRICE, split.artistAmount, split.moverAmount, split.fee, 0n];
          const args = [master.address, BigInt(id), ben, ann, 1n, mover, ...amounts];
          await emits(hash, platform.market, "ShareSold", args);
          await assertEscrow(platform);
        });
      }

      it("halves the royalty also when the mover sells", async () => {
        const { platform, master } = await launchListed();
        const split = expectedSplit(PRICE, 1_000, 5_000);
        await pays(take(platform, master, ben, [1]), [[ann, split.net]]);
        assert.equal(await creditOf(platform, ann), split.moverAmount);
      });

      it("gives all to the artist where the artist minted the share", async () => {
        const platform = await loadFixture(deployMarketPlatform);
        const master = await launch(platform, { totalShares: 8, publicShares: 3 });
        await buy(master, ann, 3);
        await master.shares.write.mintRemaining([cleo, 5n], { account: people.artist });
        await approveMarket(master, platform, cleo);
        await list(platform, master, cleo, [4]);
        await take(platform, master, ben, [4]);
        const { artistAmount } = expectedSplit(PRICE, 100, undefined);
        assert.equal(await artistCredit(platform), artistAmount);
      });

      for (const moverShare of [0, 10_000, 3_333]) {
        it(`gives the mover ${moverShare / 100} % where the artist set it so`, async () => {
          const royalties = { tier1: 1_500, tier2: 300, tier3: 100, tier4: 50, moverShare };
          const { platform, master } = await launchListed({ royalties });
          await take(platform, master, ben, [1]);
          const split = expectedSplit(PRICE, 1_500, moverShare);
          assert.equal(await creditOf(platform, ann), split.moverAmount);
          assert.equal(await artistCredit(platform), split.artistAmount);
        });
      }

      it("moves it although the collection's validator refuses everybody", async () => {
        const platform = await loadFixture(deployMarketPlatform);
        const deployed = await viem.deployContract("AllowListTransferValidator");
        const validator = at(allowListTransferValidatorAbi, deployed.address);
        await platform.switchboard.write.setValidator([validator.address, true]);
        const master = await launch(platform, { validator: validator.address });
        await validator.write.setLevel([master.address, 2], { account: people.artist });
        await buyAndList(platform, master, ann, [1]);
        await take(platform, master, ben, [1]);
        assert.equal(await ownerOf(master, 1), ben);
      });
    });

    describe("when shares of several masters and currencies are bought", () => {
      it("pays each seller in its currency, with one transfer from the buyer for each ERC-20", async () => {
        const { platform, master } = await launchListed();
        const { market, usdc } = platform;
        const [one, two] = [await launchUsdc(platform), await launchUsdc(platform)];
        await buyAndList(platform, one, cleo, [1], { price: 1_000_003n });
        await buyAndList(platform, two, dan, [1, 2], { price: 77n });
        const purchases = [
          wanted(one, 1, 1_000_003n),
          wanted(two, 1, 77n),
          wanted(master, 1),
          wanted(two, 2, 77n),
          wanted(master, 2),
        ];
        const before = [await moneyOf(one, ben), await moneyOf(one, cleo), await moneyOf(one, dan)];
        const hash = await market.write.buy([purchases, false], { account: ben, value: 2n * PRICE });
        const after = [await moneyOf(one, ben), await moneyOf(one, cleo), await moneyOf(one, dan)];
        const nets = [1_000_003n, 77n].map((price) => expectedSplit(price, 1_000, 5_000).net);
        assert.deepEqual(
          after.map((amount, i) => amount - before[i]!),
          [-1_000_003n - 154n, nets[0], 2n * nets[1]!],
        );
        const paid = await usdc.getEvents.Transfer({ from: ben });
        assert.deepEqual(
          paid.map(({ args }) => args.value),
          [1_000_157n],
        );
        assert.equal((await bought(hash, platform)).length, 5);
        await assertEscrow(platform);
      });
    });

    describe("when the seller cannot be paid", () => {
      for (const reaction of ["revert", "burnGas"] as const) {
        it(`credits the seller, and pays the others (${reaction})`, async () => {
          const { platform, master } = await launchListed();
          const puppet = await deployPuppet();
          await give(master, ann, puppet.address, 3);
          const approve = callData(master.shares, "setApprovalForAll", [platform.market.address, true]);
          await execute(puppet, { target: master.address, data: approve });
          const data = callData(platform.market, "list", [[await askFor(master, 3)]]);
          await execute(puppet, { target: platform.market.address, data });
          await setReaction(puppet, reaction);
          const { net } = expectedSplit(PRICE, 1_000, 5_000);
          const hash = take(platform, master, ben, [3, 1]);
          await pays(hash, [[ann, net]]);
          await emits(hash, platform.market, "PaymentCredited", [puppet.address, zeroAddress, net]);
          assert.equal(await creditOf(platform, puppet.address), net);
          await assertEscrow(platform, [puppet.address]);
        });
      }

      it("credits a seller that the ERC-20 blocks", async () => {
        const platform = await loadFixture(deployMarketPlatform);
        const token = await deployMock("MockToken");
        await platform.registry.write.setCurrency([token.address, true]);
        const master = await launch(platform, { currency: token.address });
        for (const who of [ann, ben]) {
          await token.write.mint!([who, 10n ** 20n]);
          for (const spender of [platform.market.address, master.address]) {
            await token.write.approve!([spender, maxUint256], { account: who });
          }
        }
        await buyAndList(platform, master, ann, [1]);
        await token.write.setBlocked!([ann, true]);
        await take(platform, master, ben, [1]);
        const { net, moverAmount } = expectedSplit(PRICE, 1_000, 5_000);
        assert.equal(await creditOf(platform, ann, token.address), net + moverAmount);
        await platform.market.write.withdrawTo([cleo, [token.address], []], { account: ann });
        assert.equal(await token.read.balanceOf!([cleo]), net + moverAmount);
      });
    });

    it("reverts with NotEnoughGas when too little is left to pay", async () => {
      const { platform, master } = await launchListed();
      const call = platform.market.write.buy([[wanted(master, 1)], false], {
        account: ben,
        value: PRICE,
        gas: 270_000n,
      });
      await reverts(call, platform.market, "ShareMarket_NotEnoughGas");
    });

    it("stays within the gas of a transaction with 50 shares of sellers that burn gas", async () => {
      const platform = await loadFixture(deployMarketPlatform);
      const master = await launch(platform);
      await buy(master, ann, 50);
      const ids = Array.from({ length: 50 }, (_, i) => i + 1);
      for (const id of ids) {
        const puppet = await deployPuppet();
        await give(master, ann, puppet.address, id);
        const approve = callData(master.shares, "setApprovalForAll", [platform.market.address, true]);
        await execute(puppet, { target: master.address, data: approve });
        const data = callData(platform.market, "list", [[await askFor(master, id)]]);
        await execute(puppet, { target: platform.market.address, data });
        await setReaction(puppet, "burnGas");
      }
      assert.ok((await gasOf(take(platform, master, ben, ids))) < GAS_LIMIT);
    });
  });

  describe("buyWithPermit", () => {
    async function launchPermit(): Promise<{ platform: MarketPlatform; master: Master }> {
      const platform = await loadFixture(deployMarketPlatform);
      const master = await launchUsdc(platform);
      await buyAndList(platform, master, ann, [1], { price: 100n });
      await platform.usdc.write.approve([platform.market.address, 0n], { account: ben });
      return { platform, master };
    }
    const signFor = async ({ market, ...platform }: MarketPlatform) =>
      signPermit(platform, {
        owner: ben,
        spender: market.address,
        value: 100n,
        deadline: BigInt((await now()) + DAY),
      });

    it("buys without an allowance when the permit is good", async () => {
      const { platform, master } = await launchPermit();
      const permit = await signFor(platform);
      const args = [[wanted(master, 1, 100n)], false, platform.usdc.address, permit] as const;
      await platform.market.write.buyWithPermit(args, { account: ben });
      assert.equal(await ownerOf(master, 1), ben);
      await assertEscrow(platform);
    });

    it("lets the allowance decide when the permit was used or is wrong", async () => {
      const { platform, master } = await launchPermit();
      const { market, usdc } = platform;
      const permit = await signFor(platform);
      const { value, deadline, v, r, s } = permit;
      await usdc.write.permit([ben, market.address, value, deadline, v, r, s], { account: cleo });
      const args = [[wanted(master, 1, 100n)], false, usdc.address, permit] as const;
      await market.write.buyWithPermit(args, { account: ben });
      assert.equal(await ownerOf(master, 1), ben);
    });

    it("reverts as the ERC-20 says where neither is there", async () => {
      const { platform, master } = await launchPermit();
      const permit = { ...(await signFor(platform)), value: 99n };
      const args = [[wanted(master, 1, 100n)], false, platform.usdc.address, permit] as const;
      const call = platform.market.write.buyWithPermit(args, { account: ben });
      const needed = [platform.market.address, 0n, 100n];
      await reverts(call, platform.usdc, "ERC20InsufficientAllowance", needed);
    });
  });
});
