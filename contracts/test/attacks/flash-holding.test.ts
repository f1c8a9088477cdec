import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { buy, claimable, deposit } from "../helpers/actions.ts";
import { goesRed } from "../helpers/broken-copy.ts";
import { deployPlatform, launch, type Platform } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { loadFixture, networkHelpers, people, publicClient, viem } from "../helpers/network.ts";
import { statement } from "../helpers/terms.ts";

const { ann, ben, cleo } = people;
const chain = await viem.getTestClient();

/** APE 2022: hold for one block, collect what others earned, leave. */
async function buyClaimLeave(platform: Platform): Promise<void> {
  const master = await launch(platform, { totalShares: 10, publicShares: 10 });
  const { shares, address, price } = master;
  await buy(master, ann, 5);
  await deposit(master, 1_000_000n);

  await networkHelpers.mine();
  await chain.setAutomine(false);
  const as = { account: ben, gas: 500_000n };
  const hashes = [
    await shares.write.buy([2n], { ...as, value: 2n * price }),
    await platform.vault.write.claim([[address]], as),
    await shares.write.transferFrom([ben, cleo, 6n], as),
    await platform.vault.write.claimFor([cleo, [address]], as),
  ];
  await networkHelpers.mine();
  await chain.setAutomine(true);

  const receipts = await Promise.all(hashes.map((hash) => publicClient.getTransactionReceipt({ hash })));
  assert.equal(new Set(receipts.map(({ blockNumber }) => blockNumber)).size, 1, "one block");
  assert.deepEqual(
    receipts.map(({ status }) => status),
    ["success", "reverted", "success", "reverted"],
    "there was nothing to claim",
  );
  assert.equal(await claimable(master, ann), 500_000n);
  await assertExact(master);
}

/** Holding through one's own deposit returns one's part of it and not a unit more. */
async function holdThroughOwnDeposit(platform: Platform): Promise<void> {
  const master = await launch(platform, { totalShares: 10, publicShares: 10 });
  await buy(master, ann, 5);
  await deposit(master, 1_000n);
  await buy(master, ben, 5);
  await platform.vault.write.deposit([master.address, 1_000n, statement()], { account: ben, value: 1_000n });
  assert.equal(await claimable(master, ben), 500n);
  assert.equal(await claimable(master, ann), 1_000n);
  for (const id of [6n, 7n]) await master.shares.write.transferFrom([ben, cleo, id], { account: ben });
  assert.equal(await claimable(master, cleo), 0n);
  assert.equal(await claimable(master, ben), 500n);
  await assertExact(master);
}

describe("attack: holding for a moment", () => {
  it("earns nothing within one block", async () => buyClaimLeave(await loadFixture(deployPlatform)));
  it("earns no more than one's own deposit returns", async () =>
    holdThroughOwnDeposit(await loadFixture(deployPlatform)));

  for (const [name, check] of Object.entries({ buyClaimLeave, holdThroughOwnDeposit })) {
    it(`goes red on a copy whose purchases are not settled (${name})`, () =>
      goesRed(check, "shares", {
        file: "masters/ShareOffering.sol",
        replace: "holder.settled(state.acc()) + count",
        with: "holder + count",
      }));
  }
});
