import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { COIN, deployCoinPlatform, launchCoin, type Launched } from "../helpers/coins.ts";
import { DAY, emits, loadFixture, nextAt, pays, people, reverts, wallets } from "../helpers/network.ts";

const { ann, artist, stranger } = people;
const VESTED = 300_000n * COIN;
const YEAR = 365 * DAY;

const launch = async () => launchCoin(await loadFixture(deployCoinPlatform));

async function releaseAt(launched: Launched, seconds: number) {
  const { vesting, coin } = launched;
  await nextAt(Number(await vesting.read.start()) + seconds);
  return vesting.write.release([coin.address], { account: stranger });
}

async function moveRole({ platform }: Launched) {
  await platform.registry.write.transferArtist([1n, ann], { account: artist });
  await platform.registry.write.acceptArtist([1n], { account: ann });
}

describe("ArtistVesting", () => {
  describe("release", () => {
    it("pays the artist in proportion to the time, whoever calls", async () => {
      const launched = await launch();
      const { coin, vesting } = launched;
      await emits(releaseAt(launched, YEAR), vesting, "ERC20Released", [coin.address, VESTED / 4n]);
      assert.equal(await coin.read.balanceOf([artist]), VESTED / 4n);
      await releaseAt(launched, 3 * YEAR);
      assert.equal(await coin.read.balanceOf([artist]), (VESTED * 3n) / 4n);
    });

    it("pays everything after four years", async () => {
      const launched = await launch();
      await releaseAt(launched, 4 * YEAR);
      assert.equal(await launched.coin.read.balanceOf([artist]), VESTED);
      assert.equal(await launched.coin.read.balanceOf([launched.vesting.address]), 0n);
    });

    it("pays who holds the role, and what was not released moves with it", async () => {
      const launched = await launch();
      const { coin, vesting } = launched;
      await releaseAt(launched, YEAR);
      await moveRole(launched);
      assert.equal(await vesting.read.owner(), ann);
      await releaseAt(launched, 2 * YEAR);
      assert.equal(await coin.read.balanceOf([artist]), VESTED / 4n);
      assert.equal(await coin.read.balanceOf([ann]), VESTED / 4n);
    });

    it("is not paused", async () => {
      const launched = await launch();
      await launched.platform.switchboard.write.pause();
      await releaseAt(launched, DAY);
      assert.ok((await launched.coin.read.balanceOf([artist])) > 0n);
    });

    it("releases native coin that was sent to it to the artist too", async () => {
      const launched = await launch();
      const { vesting } = launched;
      await wallets[0]!.sendTransaction({ to: vesting.address, value: 4_000n });
      await nextAt(Number(await vesting.read.start()) + YEAR);
      await pays(vesting.write.release({ account: stranger }), [[artist, 1_000n]]);
    });
  });

  describe("transferOwnership, renounceOwnership", () => {
    it("revert with OwnerIsArtist, for the artist too", async () => {
      const { vesting } = await launch();
      for (const account of [artist, stranger]) {
        const transfer = vesting.read.transferOwnership([stranger], { account });
        await reverts(transfer, vesting, "ArtistVesting_OwnerIsArtist");
        const renounce = vesting.read.renounceOwnership({ account });
        await reverts(renounce, vesting, "ArtistVesting_OwnerIsArtist");
      }
    });
  });

  it("runs for four years from the launch", async () => {
    const { vesting, coin } = await launch();
    const start = await vesting.read.start();
    assert.equal(await vesting.read.duration(), BigInt(4 * YEAR));
    assert.equal(await vesting.read.end(), start + BigInt(4 * YEAR));
    assert.equal(await vesting.read.vestedAmount([coin.address, start]), 0n);
  });
});
