import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { zeroAddress } from "viem";

import { buy, claimable, deposit } from "../helpers/actions.ts";
import { goesRed } from "../helpers/broken-copy.ts";
import { deployMock, deployPlatform, launch, launchUsdc, type Platform } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { loadFixture, people, publicClient, viem, wallets } from "../helpers/network.ts";
import { statement } from "../helpers/terms.ts";

const { ann, artist, stranger } = people;
const GIFT = 10n ** 18n;

const force = (target: `0x${string}`) => viem.deployContract("EtherForcer", [target], { value: GIFT });
const balanceOf = (address: `0x${string}`) => publicClient.getBalance({ address });

/** Money that arrives without a call counts for nobody: ledgers decide, never balances. */
async function giftsCountForNobody(platform: Platform): Promise<void> {
  const native = await launch(platform, { totalShares: 10, publicShares: 10 });
  const usdc = await launchUsdc(platform, { totalShares: 10, publicShares: 10 });
  for (const master of [native, usdc]) {
    await buy(master, ann, 4);
    await deposit(master, 1_000n);
    const before = await master.shares.read.withdrawable();
    await force(master.address);
    await force(platform.vault.address);
    for (const target of [master.address, platform.vault.address]) {
      await platform.usdc.write.transfer([target, 777n], { account: stranger });
    }
    assert.deepEqual(await master.shares.read.withdrawable(), before, "proceeds");
    assert.equal(await claimable(master, ann), 400n);
    await deposit(master, 1_000n);
    await buy(master, ann, 1);
    await assertExact(master);
    await master.shares.write.withdrawProceeds([artist], { account: artist });
    await master.shares.write.withdrawFees();
  }
  assert.equal(await balanceOf(native.address), GIFT, "exactly the gift is left");
}

/** A contract that calls itself a master gets what was deposited for it, whatever the vault holds. */
async function strangersBook(platform: Platform): Promise<void> {
  const master = await launch(platform, { totalShares: 10, publicShares: 10 });
  await buy(master, ann, 10);
  await deposit(master, 1_000n);
  await force(platform.vault.address);
  const evil = await deployMock("EvilMaster", [zeroAddress]);
  await platform.vault.write.deposit([evil.address, 5n, statement()], { value: 5n });
  const before = await balanceOf(platform.vault.address);
  for (const amount of [GIFT, 1_000n, 6n]) {
    await evil.write.set!([zeroAddress, 0n, stranger, amount]);
    const take = platform.vault.write.claim([[evil.address]], { account: stranger });
    await Promise.allSettled([take]);
    assert.equal(await balanceOf(platform.vault.address), before, "the vault paid a stranger");
  }
  await assertExact(master);
}

describe("attack: forced native coin and donations", () => {
  it("count for nobody", async () => giftsCountForNobody(await loadFixture(deployPlatform)));

  it("cannot be claimed through a contract that calls itself a master", async () =>
    strangersBook(await loadFixture(deployPlatform)));

  it("is refused by plain transfers", async () => {
    const platform = await loadFixture(deployPlatform);
    const master = await launch(platform);
    for (const to of [platform.vault.address, master.address]) {
      await assert.rejects(wallets[0]!.sendTransaction({ to, value: 1n }));
    }
  });

  it("goes red on a copy whose proceeds are its balance", () =>
    goesRed(giftsCountForNobody, "shares", {
      file: "masters/ShareOffering.sol",
      replace: "uint256 gross = _state.sold() * price;",
      with: "uint256 gross = address(this).balance + uint128(withdrawn) + (withdrawn >> 128) + 0 * price;",
    }));

  it("goes red on a copy whose books are the vault's balance", () =>
    goesRed(strangersBook, "vault", {
      file: "revenue/DividendVault.sol",
      replace: "uint256 available = uint128(word) - (word >> 128);\n",
      with: "uint256 available = address(this).balance;\n word = uint256(type(uint128).max);\n",
    }));
});
