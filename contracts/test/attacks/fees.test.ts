import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { buy, prepare } from "../helpers/actions.ts";
import { goesRed } from "../helpers/broken-copy.ts";
import { deployPlatform, launch, launchUsdc, type Platform } from "../helpers/fixture.ts";
import { DAY, loadFixture, pays, people } from "../helpers/network.ts";

const { ann, ben, artist, collector } = people;

/** What a buyer signed and what an artist was promised hold, whatever changes before the transaction is mined. */
async function nothingChangesUnderWay(platform: Platform): Promise<void> {
  const master = await launch(platform);
  const value = await prepare(master, ann, 40);
  const { offering, platformFee, royalties } = master.shares.read;
  const before = [await platformFee(), await royalties(), await offering()] as const;

  await platform.registry.write.setPlatformFee([500]);
  await platform.registry.write.setFeeRecipient([ben]);
  await platform.registry.write.setSharesImplementation([platform.registry.address]);
  await master.shares.write.extendOffering([master.terms.end + DAY], { account: artist });

  assert.deepEqual(
    [await platformFee(), await royalties(), { ...(await offering()), end: master.terms.end }],
    before,
  );
  await pays(master.shares.write.buy([40n], { account: ann, value }), [[ann, -value]]);
  const [proceeds, fees] = await master.shares.read.withdrawable();
  assert.equal(fees, (value * 250n) / 10_000n, "the fee of the day it was registered");
  assert.equal(proceeds + fees, value);
}

/** The fee is a part of what was sold, however often it is withdrawn and by whom. */
async function feesAreNotTakenTwice(platform: Platform): Promise<void> {
  const master = await launchUsdc(platform, { price: 999n });
  let fees = 0n;
  let proceeds = 0n;
  for (const count of [1, 7, 2, 33]) {
    await buy(master, ann, count);
    const [ofArtist, ofPlatform] = await master.shares.read.withdrawable();
    await Promise.allSettled([
      master.shares.write.withdrawFees({ account: ben }),
      master.shares.write.withdrawProceeds([artist], { account: artist }),
      master.shares.write.withdrawFees({ account: ben }),
    ]);
    fees += ofPlatform;
    proceeds += ofArtist;
  }
  const gross = 43n * 999n;
  assert.equal(fees, (gross * 250n) / 10_000n);
  assert.equal(proceeds, gross - fees);
  assert.equal(await platform.usdc.read.balanceOf([collector]), 10n ** 15n + fees);
  assert.equal(await platform.usdc.read.balanceOf([master.address]), 0n);
}

describe("attack: fees and prices that change between signing and mining", () => {
  it("keep price, fee and rates of the registration", async () =>
    nothingChangesUnderWay(await loadFixture(deployPlatform)));

  it("take the fee once", async () => feesAreNotTakenTwice(await loadFixture(deployPlatform)));

  it("go red on a copy that asks the registry for the fee", () =>
    goesRed(nothingChangesUnderWay, "shares", {
      file: "masters/ShareOffering.sol",
      replace: "ShareArgs.terms().platformFee()",
      with: "REGISTRY.platformFee()",
    }));

  it("go red on a copy that forgets the fees it paid", () =>
    goesRed(feesAreNotTakenTwice, "shares", {
      file: "masters/ShareOffering.sol",
      replace: "_withdrawn += amount << 128;",
      with: "_withdrawn += amount;",
    }));
});
