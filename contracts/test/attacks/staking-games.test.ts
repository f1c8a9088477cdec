import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { buy, claimable, deposit, give, ownerOf, requestUnstake, stake } from "../helpers/actions.ts";
import { goesRed } from "../helpers/broken-copy.ts";
import { deployPlatform, launch, type Master, type Platform } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { DAY, loadFixture, people, wait } from "../helpers/network.ts";
import { act, deployPuppet } from "../helpers/puppets.ts";

const { ann, ben, artist } = people;
type Attempt = (master: Master) => Promise<unknown>;

async function launchSold(platform: Platform): Promise<Master> {
  const master = await launch(platform, { totalShares: 10, publicShares: 10 });
  await buy(master, ann, 5);
  await buy(master, ben, 5);
  return master;
}

const refused = async (attempt: Attempt, master: Master): Promise<boolean> =>
  (await Promise.allSettled([attempt(master)]))[0]!.status === "rejected";

/** Every way out of a lock that others were left open. */
const exits: Record<string, Attempt> = {
  "by the holder": (master) => give(master, ann, ben, 1),
  "to oneself": (master) => give(master, ann, ann, 1),
  safely: (master) => master.shares.write.safeTransferFrom([ann, ben, 1n], { account: ann }),
  "by an approved account": async (master) => {
    await master.shares.write.approve([ben, 1n], { account: ann });
    await master.shares.write.transferFrom([ann, ben, 1n], { account: ben });
  },
  "by a market of the switchboard": async (master) => {
    const market = await deployPuppet();
    await master.platform.switchboard.write.setMarket([market.address, true]);
    await master.shares.write.setApprovalForAll([market.address, true], { account: ann });
    await act(market, master, "transferFrom", [ann, ben, 1n]);
  },
};

/** Neither while staked nor in the cooldown, and approvals change nothing. */
async function noWayOut(platform: Platform): Promise<void> {
  const master = await launchSold(platform);
  const tryAll = async (when: string) => {
    for (const [how, exit] of Object.entries(exits)) {
      assert.ok(await refused(exit, master), `${how} ${when}`);
    }
    assert.equal(await ownerOf(master, 1), ann);
  };
  await stake(master, ann, [1]);
  await tryAll("while staked");
  await wait(29 * DAY);
  assert.ok(await refused(() => requestUnstake(master, ann, [1]), master), "request too early");
  await tryAll("after 29 days");
  await wait(DAY);
  await requestUnstake(master, ann, [1]);
  await tryAll("in the cooldown");
  await wait(7 * DAY - 3_600);
  await tryAll("an hour before the cooldown ends");
  await wait(3_600);
  await give(master, ann, ben, 1);
  await assertExact(master);
}

/** Staking counts from then on, never for what accrued before, and asking to leave ends it at once. */
async function noBoostForThePast(platform: Platform): Promise<void> {
  const master = await launchSold(platform);
  await deposit(master, 1_000n);
  await stake(master, ann, [1, 2, 3, 4, 5]);
  assert.equal(await claimable(master, ann), 500n, "stake after accrual");
  await wait(30 * DAY);
  await requestUnstake(master, ann, [1, 2, 3, 4, 5]);
  await deposit(master, 1_000n);
  assert.equal(await claimable(master, ann), 1_000n, "no boost in the cooldown");
  await stake(master, ann, [1]);
  assert.equal(await claimable(master, ann), 1_000n, "no boost for the cooldown afterwards");
  assert.ok(await refused(() => requestUnstake(master, ann, [1]), master), "thirty days anew");
  assert.equal((await master.shares.read.holderOf([ann])).staked, 1);
  await assertExact(master);
}

/** Shares are principal: no number of stakes, claims and requests pays anybody with them or makes units vanish. */
async function principalIsWhole(platform: Platform): Promise<void> {
  const master = await launchSold(platform);
  for (let round = 0; round < 4; round++) {
    await stake(master, ann, [1, 2, 3]);
    await deposit(master, 10_007n);
    await wait(30 * DAY);
    await requestUnstake(master, ann, [1, 2]);
    assert.ok(await refused(() => requestUnstake(master, ann, [1]), master), "twice");
    await requestUnstake(master, ann, [3]);
    await wait(8 * DAY);
    await assertExact(master);
  }
  assert.equal((await master.shares.read.accumulator())[2], 100n);
  assert.equal((await master.shares.read.holderOf([ann])).balance, 5);
  assert.equal((await master.shares.read.holderOf([artist])).balance, 0);
}

describe("attack: staking games", () => {
  it("leave no way out of the lock", async () => noWayOut(await loadFixture(deployPlatform)));
  it("earn nothing for the past", async () => noBoostForThePast(await loadFixture(deployPlatform)));
  it("leave the principal whole", async () => principalIsWhole(await loadFixture(deployPlatform)));

  const ledger = "masters/ShareLedger.sol";
  const shares = "masters/MasterShares.sol";

  it("go red on a copy without lock while staked", () =>
    goesRed(noWayOut, "shares", {
      file: ledger,
      replace: "if (status == uint256(1)) revert MasterShares_Locked(id, 0);",
      with: "if (status == uint256(1)) return;",
    }));

  it("go red on a copy without cooldown", () =>
    goesRed(noWayOut, "shares", {
      file: shares,
      replace: "uint256 private constant COOLDOWN = 7 days;",
      with: "uint256 private constant COOLDOWN = 0 days;",
    }));

  it("go red on a copy without the thirty days", () =>
    goesRed(noWayOut, "shares", {
      file: shares,
      replace: "uint256 private constant MIN_STAKE = 30 days;",
      with: "uint256 private constant MIN_STAKE = 0 days;",
    }));

  it("go red on a copy that boosts the past", () =>
    goesRed(noBoostForThePast, "shares", {
      file: shares,
      replace: "_holders[msg.sender].settled(state.acc())",
      with: "_holders[msg.sender]",
    }));

  it("go red on a copy that lets a share leave twice", () =>
    goesRed(principalIsWhole, "shares", {
      file: shares,
      replace: "if (share.status() != uint256(StakeStatus.Staked)) revert MasterShares_NotStaked(id);",
      with: "if (share.status() == 0) revert MasterShares_NotStaked(id); share = share & ~((uint256(1) << 40) - 1 << 160);",
    }));
});
