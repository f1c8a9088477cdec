import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { zeroHash } from "viem";

import { buy } from "../helpers/actions.ts";
import { allowList } from "../helpers/allow-list.ts";
import { deployMock, deployPlatform, launch, launchUsdc, type Master } from "../helpers/fixture.ts";
import { DAY, loadFixture, nextAt, now, people, reverts } from "../helpers/network.ts";
import { type PermitTerms, signPermit } from "../helpers/permits.ts";

const { ann, ben, stranger } = people;

async function permitFor(master: Master, count: bigint, changes: Partial<PermitTerms> = {}) {
  return signPermit(master.platform, {
    owner: ann,
    spender: master.address,
    value: count * master.price,
    deadline: BigInt((await now()) + DAY),
    ...changes,
  });
}

const launchOne = async () => launchUsdc(await loadFixture(deployPlatform));
const noPermit = { value: 0n, deadline: 0n, v: 27, r: zeroHash, s: zeroHash };

const refused = (call: Promise<unknown>, master: Master, has = 0n) =>
  reverts(call, master.platform.usdc, "ERC20InsufficientAllowance", [master.address, has, master.price]);

describe("MasterShares", () => {
  describe("buyWithPermit", () => {
    describe("when the permit is good", () => {
      it("buys without an allowance given before", async () => {
        const master = await launchOne();
        const permit = await permitFor(master, 3n);
        await master.shares.write.buyWithPermit([3n, permit], { account: ann });
        assert.equal(await master.shares.read.balanceOf([ann]), 3n);
        assert.equal(await master.platform.usdc.read.allowance([ann, master.address]), 0n);
      });
    });

    describe("when somebody submitted the permit first", () => {
      it("buys with the allowance that this made", async () => {
        const master = await launchOne();
        const permit = await permitFor(master, 1n);
        const { value, deadline, v, r, s } = permit;
        await master.platform.usdc.write.permit([ann, master.address, value, deadline, v, r, s], {
          account: stranger,
        });
        await master.shares.write.buyWithPermit([1n, permit], { account: ann });
        assert.equal(await master.shares.read.balanceOf([ann]), 1n);
      });
    });

    describe("when the permit is expired", () => {
      it("buys given an allowance", async () => {
        const master = await launchOne();
        const permit = await permitFor(master, 1n, { deadline: 1n });
        await master.platform.usdc.write.approve([master.address, master.price], { account: ann });
        await master.shares.write.buyWithPermit([1n, permit], { account: ann });
      });

      it("reverts with the token's error given none", async () => {
        const master = await launchOne();
        const deadline = BigInt((await now()) + DAY);
        const permit = await permitFor(master, 1n, { deadline });
        await nextAt(Number(deadline) + 1);
        await refused(master.shares.write.buyWithPermit([1n, permit], { account: ann }), master);
      });
    });

    describe("when somebody else signed it", () => {
      it("reverts with the token's error", async () => {
        const master = await launchOne();
        const permit = await permitFor(master, 1n, { signer: stranger });
        await refused(master.shares.write.buyWithPermit([1n, permit], { account: ann }), master);
      });

      it("never spends the signer's money for somebody else's purchase", async () => {
        const master = await launchOne();
        const permit = await permitFor(master, 1n);
        await refused(master.shares.write.buyWithPermit([1n, permit], { account: ben }), master);
      });
    });

    describe("when it is for another spender, token or chain", () => {
      const lies: Record<string, Partial<PermitTerms>> = {
        spender: { spender: stranger },
        token: { token: stranger },
        chain: { chainId: 1 },
      };
      for (const [what, lie] of Object.entries(lies)) {
        it(`reverts with the token's error for another ${what}`, async () => {
          const master = await launchOne();
          const permit = await permitFor(master, 1n, lie);
          await refused(master.shares.write.buyWithPermit([1n, permit], { account: ann }), master);
        });
      }
    });

    describe("when it was used before", () => {
      it("reverts with the token's error", async () => {
        const master = await launchOne();
        const permit = await permitFor(master, 1n);
        await master.shares.write.buyWithPermit([1n, permit], { account: ann });
        await refused(master.shares.write.buyWithPermit([1n, permit], { account: ann }), master);
      });
    });

    describe("when the token has no permit", () => {
      it("buys with the allowance", async () => {
        const base = await loadFixture(deployPlatform);
        const token = await deployMock("MockToken");
        await base.registry.write.setCurrency([token.address, true]);
        const master = await launch(base, { currency: token.address, price: 7n });
        await token.write.mint!([ann, 7n]);
        await token.write.approve!([master.address, 7n], { account: ann });
        await master.shares.write.buyWithPermit([1n, noPermit], { account: ann });
        assert.equal(await master.shares.read.balanceOf([ann]), 1n);
      });
    });

    describe("when the currency is the native coin", () => {
      it("reverts with WrongValue", async () => {
        const master = await launch(await loadFixture(deployPlatform));
        const call = master.shares.write.buyWithPermit([1n, noPermit], { account: ann });
        await reverts(call, master.shares, "MasterShares_WrongValue", [master.price, 0n]);
      });
    });
  });

  describe("buyPresaleWithPermit", () => {
    const list = allowList([
      [ann, 2],
      [ben, 9],
    ]);

    async function launchPresale() {
      const presaleStart = (await now()) + DAY;
      const terms = { presaleStart, start: presaleStart + DAY, presaleRoot: list.root };
      return launchUsdc(await loadFixture(deployPlatform), terms);
    }

    describe("when the permit is good", () => {
      it("buys without an allowance given before", async () => {
        const master = await launchPresale();
        const permit = await permitFor(master, 2n, { deadline: BigInt(master.terms.end) });
        await nextAt(master.terms.presaleStart);
        await master.shares.write.buyPresaleWithPermit([2n, 2n, list.proofOf(ann), permit], { account: ann });
        assert.equal(await master.shares.read.bought([ann]), 2n);
      });
    });

    describe("when somebody else signed it", () => {
      it("reverts with the token's error", async () => {
        const master = await launchPresale();
        const deadline = BigInt(master.terms.end);
        const permit = await permitFor(master, 1n, { deadline, signer: stranger });
        await nextAt(master.terms.presaleStart);
        const args = [1n, 2n, list.proofOf(ann), permit] as const;
        await refused(master.shares.write.buyPresaleWithPermit(args, { account: ann }), master);
      });
    });

    describe("when the caller is not on the list", () => {
      it("reverts with NotOnAllowList", async () => {
        const master = await launchPresale();
        const permit = await permitFor(master, 1n, { deadline: BigInt(master.terms.end) });
        await nextAt(master.terms.presaleStart);
        const call = master.shares.write.buyPresaleWithPermit([1n, 9n, list.proofOf(ben), permit], {
          account: ann,
        });
        await reverts(call, master.shares, "MasterShares_NotOnAllowList", [ann, 9n]);
        await reverts(buy(master, ann, 1), master.shares, "MasterShares_PresaleOnly", [
          BigInt(master.terms.start),
        ]);
      });
    });
  });
});
