import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { buy, claim, claimable, deposit, stake } from "../helpers/actions.ts";
import { goesRed } from "../helpers/broken-copy.ts";
import { deployPlatform, launch, type Platform } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { loadFixture, people } from "../helpers/network.ts";

const { ann, ben, artist } = people;

/** One-wei deposits: fewer than there are units give nothing yet, and then everything. */
async function oneWeiDeposits(platform: Platform): Promise<void> {
  const master = await launch(platform, { totalShares: 3, publicShares: 3 });
  await buy(master, ann, 2);
  await buy(master, ben, 1);
  for (let i = 0; i < 29; i++) await deposit(master, 1n);
  assert.equal(await claimable(master, ann), 0n);
  await assertExact(master);
  await deposit(master, 1n);
  assert.equal(await claimable(master, ann), 20n, "thirty deposits of one wei are not lost");
  assert.equal(await claimable(master, ben), 10n);
  await assertExact(master);
}

/** Deposits that never divide, between changes of the units: nothing is stranded but the remainder. */
async function dust(platform: Platform): Promise<void> {
  const master = await launch(platform, { totalShares: 7, publicShares: 7 });
  await buy(master, ann, 3);
  for (const amount of [1n, 13n, 97n, 1_009n]) {
    await deposit(master, amount);
    await assertExact(master);
  }
  await stake(master, ann, [2]);
  await deposit(master, 10n ** 18n + 1n);
  await claim(ann, master);
  await platform.vault.write.claimArtistCredit([artist, [master.address]], { account: artist });
  const [balance] = await platform.vault.read.book([master.address, master.currency]);
  const [, remainder, units] = await master.shares.read.accumulator();
  assert.equal(balance, remainder, "all that stays is the remainder");
  assert.ok(remainder < units);
  await assertExact(master);
}

async function smallSupplies(platform: Platform): Promise<void> {
  const none = await launch(platform, { totalShares: 5, publicShares: 5 });
  await deposit(none, 1_000n);
  await buy(none, ann, 5);
  assert.equal(await claimable(none, ann), 0n, "what came while nobody held is the artist's");
  await assertExact(none);

  const one = await launch(platform, { totalShares: 1, publicShares: 1 });
  await buy(one, ann, 1);
  for (const amount of [1n, 9n]) await deposit(one, amount);
  assert.equal(await claimable(one, ann), 10n);
  await stake(one, ann, [1]);
  await deposit(one, 12n);
  assert.equal(await claimable(one, ann), 22n);
  await assertExact(one);
}

describe("attack: dust and tiny supplies", () => {
  it("carries one-wei deposits", async () => oneWeiDeposits(await loadFixture(deployPlatform)));
  it("strands nothing but a remainder below the units", async () => dust(await loadFixture(deployPlatform)));
  it("gives supply 0 to the artist and supply 1 everything", async () =>
    smallSupplies(await loadFixture(deployPlatform)));

  for (const [name, check] of Object.entries({ oneWeiDeposits, dust })) {
    it(`goes red on a copy that drops the remainder (${name})`, () =>
      goesRed(check, "shares", {
        file: "masters/MasterShares.sol",
        replace: "uint256 sum = amount + state.remainder();",
        with: "uint256 sum = amount;",
      }));
  }

  it("goes red on a copy that strands what comes while nobody holds", () =>
    goesRed(smallSupplies, "shares", {
      file: "masters/MasterShares.sol",
      replace: "artistAmount = step * ShareWords.UNITS_PER_SHARE * (total - state.minted());",
      with: "artistAmount = 0;",
    }));
});
