import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { buy, claimable, deposit } from "../helpers/actions.ts";
import { goesRed } from "../helpers/broken-copy.ts";
import { deployMock, deployPlatform, launch, type Master, type Platform } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { loadFixture, people, publicClient } from "../helpers/network.ts";
import { callData, deployPuppet, execute, type Reaction, setReaction } from "../helpers/puppets.ts";

const { ann, ben, cleo, stranger } = people;

const claimForAll = async (master: Master, accounts: readonly `0x${string}`[]) =>
  Promise.allSettled(
    accounts.map((account) => master.platform.vault.write.claimFor([account, [master.address]])),
  );

/** Akutar 2022: one payee that refuses or burns all gas keeps everybody's money locked. */
const refusingPayee = (reaction: Reaction) => async (platform: Platform) => {
  const master = await launch(platform, { totalShares: 10, publicShares: 10 });
  await buy(master, ann, 3);
  await buy(master, ben, 3);
  const puppet = await deployPuppet();
  await master.shares.write.transferFrom([ann, puppet.address, 1n], { account: ann });
  await setReaction(puppet, reaction);
  await deposit(master, 1_000n);

  await claimForAll(master, [puppet.address, ann, ben]);
  assert.deepEqual([await claimable(master, ann), await claimable(master, ben)], [0n, 0n], "others are paid");
  assert.equal(await claimable(master, puppet.address), 100n, "what was refused stays owed");
  await assertExact(master);

  const data = callData(platform.vault, "claimTo", [cleo, [master.address]]);
  const before = await publicClient.getBalance({ address: cleo });
  await execute(puppet, { target: platform.vault.address, data });
  assert.equal((await publicClient.getBalance({ address: cleo })) - before, 100n, "the exit");
  await assertExact(master);
};

/** USDC's black-list: a blocked holder blocks nobody and has an exit. */
async function blockedPayee(platform: Platform): Promise<void> {
  const token = await deployMock("MockToken");
  await platform.registry.write.setCurrency([token.address, true]);
  for (const who of [ann, ben, stranger]) {
    await token.write.mint!([who, 10n ** 20n]);
    await token.write.approve!([platform.vault.address, 10n ** 20n], { account: who });
  }
  const terms = { currency: token.address, totalShares: 10, publicShares: 10 };
  const master = await launch(platform, terms);
  await buy(master, ann, 5);
  await buy(master, ben, 5);
  await deposit(master, 1_000n);
  await token.write.setBlocked!([ann, true]);

  await claimForAll(master, [ann, ben]);
  assert.equal(await claimable(master, ben), 0n);
  assert.equal(await claimable(master, ann), 500n, "what was refused stays owed");
  await assertExact(master);
  await platform.vault.write.claimTo([cleo, [master.address]], { account: ann });
  assert.equal(await token.read.balanceOf!([cleo]), 500n);
}

describe("attack: a payee that blocks everybody", () => {
  for (const reaction of ["revert", "burnGas"] as const) {
    it(`pays the others (${reaction})`, async () =>
      refusingPayee(reaction)(await loadFixture(deployPlatform)));
  }

  it("pays the others (black-list)", async () => blockedPayee(await loadFixture(deployPlatform)));

  for (const [name, check] of Object.entries({ refusingPayee: refusingPayee("revert"), blockedPayee })) {
    it(`goes red on a copy that forgets money which was refused (${name})`, () =>
      goesRed(check, "vault", {
        file: "revenue/DividendVault.sol",
        replace: "if (!isPaid) revert DividendVault_PaymentFailed(to, currency, amount);",
        with: "isPaid;",
      }));
  }
});
