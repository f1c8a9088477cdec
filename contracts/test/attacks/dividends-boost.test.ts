import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { buy, claim, claimable, deposit, requestUnstake, stake } from "../helpers/actions.ts";
import { goesRed } from "../helpers/broken-copy.ts";
import { deployPlatform, launch, type Platform } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { DAY, loadFixture, people, wait } from "../helpers/network.ts";

const { ann, ben } = people;

/** A boost on top of an even split overdraws as soon as one share is staked; a weight never does. */
async function boostIsAWeight(platform: Platform): Promise<void> {
  const master = await launch(platform, { totalShares: 10, publicShares: 10 });
  await buy(master, ann, 6);
  await buy(master, ben, 4);
  let deposited = 0n;
  const check = async () => {
    const [ofAnn, ofBen] = [await claimable(master, ann), await claimable(master, ben)];
    assert.ok(ofAnn + ofBen <= deposited, `${ofAnn + ofBen} can be claimed of ${deposited}`);
    await assertExact(master);
  };
  for (const ids of [[1], [2, 3, 4, 5, 6]]) {
    await stake(master, ann, ids);
    await deposit(master, 100_000n);
    deposited += 100_000n;
    await check();
  }
  await stake(master, ben, [7, 8, 9, 10]);
  await deposit(master, 120_000n);
  deposited += 120_000n;
  await check();

  await wait(30 * DAY);
  await requestUnstake(master, ann, [1, 2, 3, 4, 5, 6]);
  await deposit(master, 108_000n);
  deposited += 108_000n;
  await check();

  for (const account of [ann, ben]) await claim(account, master);
  await assertExact(master);
}

describe("attack: a boost that pays more than came in", () => {
  it("never lets more be claimed than was deposited", async () =>
    boostIsAWeight(await loadFixture(deployPlatform)));

  it("goes red on a copy whose boost does not count in the units", () =>
    goesRed(boostIsAWeight, "shares", {
      file: "masters/MasterShares.sol",
      replace: "_state = isStake ? state + units : state - units;",
      with: "_state = state + units - units;",
    }));

  it("goes red on a copy that leaves the boost after the request to leave", () =>
    goesRed(boostIsAWeight, "shares", {
      file: "masters/MasterShares.sol",
      replace: "_holders[msg.sender] = isStake ? holder + staked : holder - staked;",
      with: "_holders[msg.sender] = isStake ? holder + staked : holder;",
    }));
});
