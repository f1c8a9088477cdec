import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { zeroAddress } from "viem";

import { deployMock, deployPlatform, type Mock, type Platform } from "../helpers/fixture.ts";
import { emits, loadFixture, pays, people, reverts, viem } from "../helpers/network.ts";
import { statement } from "../helpers/terms.ts";

const { admin, ann, cleo, stranger } = people;
const answers = { tooShort: 1, noAddress: 2, refusal: 3 };

/** A contract of `admin` that calls itself a master, with 50 units of native coin and `credit` for its artist. */
async function deployForeign(credit = 0n): Promise<{ platform: Platform; evil: Mock }> {
  const platform = await loadFixture(deployPlatform);
  const evil = await deployMock("EvilMaster", [zeroAddress]);
  await evil.write.set!([zeroAddress, credit, ann, 1n]);
  await platform.vault.write.deposit([evil.address, 50n, statement()], { account: stranger, value: 50n });
  return { platform, evil };
}

describe("DividendVault", () => {
  describe("claim", () => {
    describe("when a contract that is no master owes one unit", () => {
      it("pays it", async () => {
        const { platform, evil } = await deployForeign();
        const call = platform.vault.write.claim([[evil.address]], { account: ann });
        await pays(call, [
          [ann, 1n],
          [platform.vault.address, -1n],
        ]);
        await emits(call, platform.vault, "DividendsClaimed", [evil.address, ann, 1n]);
        assert.deepEqual(await platform.vault.read.book([evil.address, zeroAddress]), [49n, 0n]);
      });
    });

    describe("when a contract that is no master answers nonsense", () => {
      for (const name of ["tooShort", "noAddress"] as const) {
        it(`reverts without a reason (${name})`, async () => {
          const { platform, evil } = await deployForeign();
          await evil.write.setAnswer!([answers[name]]);
          const call = platform.vault.write.claim([[evil.address]], { account: ann });
          await viem.assertions.revert(call);
        });
      }

      it("reverts without a reason where there is no contract", async () => {
        const { platform } = await deployForeign();
        await viem.assertions.revert(platform.vault.write.claim([[stranger]], { account: ann }));
      });

      it("reverts with its reason where it refuses", async () => {
        const { platform, evil } = await deployForeign();
        await evil.write.setAnswer!([answers.refusal]);
        const call = platform.vault.write.claim([[evil.address]], { account: ann });
        await reverts(call, evil, "EvilMaster_Refused");
      });
    });
  });

  describe("claimArtistCredit", () => {
    describe("when a contract that is no master credits one unit", () => {
      it("pays it", async () => {
        const { platform, evil } = await deployForeign(1n);
        const call = platform.vault.write.claimArtistCredit([cleo, [evil.address]], { account: admin });
        await pays(call, [
          [cleo, 1n],
          [platform.vault.address, -1n],
        ]);
        assert.deepEqual(await platform.vault.read.book([evil.address, zeroAddress]), [49n, 0n]);
      });
    });
  });
});
