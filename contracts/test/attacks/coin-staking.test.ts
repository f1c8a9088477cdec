import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { Address, Hash } from "viem";

import { coinGoesRed } from "../helpers/broken-coins.ts";
import {
  asTreasury,
  COIN,
  type CoinPlatform,
  deployCoinPlatform,
  endow,
  launchCoin,
  type Launched,
  Lock,
  stakeCoins,
} from "../helpers/coins.ts";
import { DAY, loadFixture, nextAt, now, people, wait, wallets } from "../helpers/network.ts";
import { callData, deployPuppet, execute, outcomesOf, setScript } from "../helpers/puppets.ts";

const { ann, ben, stranger } = people;
const STAKING = "staking/CoinStaking.sol";

async function launch(platform: CoinPlatform): Promise<Launched> {
  const launched = await launchCoin(platform);
  await endow(launched, 1_000n * COIN, ann, ben);
  return launched;
}

const isRefused = async (attempt: Promise<Hash>): Promise<boolean> =>
  (await Promise.allSettled([attempt]))[0]!.status === "rejected";
const unstake = ({ staking }: Launched, account: Address, lock: number, amount: bigint) =>
  staking.write.unstake([lock, amount], { account });
const expire = ({ staking }: Launched, lock: number) =>
  staking.write.expire([ann, lock], { account: stranger });

/** No call brings coins out of a lock before it is over, and adding to it never makes it shorter. */
async function noWayOut(platform: CoinPlatform): Promise<void> {
  const launched = await launch(platform);
  const { staking } = launched;
  await stakeCoins(launched, ann, 100n * COIN, Lock.days90);
  const unlockOf = async () => (await staking.read.positionOf([ann, Lock.days90]))[1];
  const first = await unlockOf();
  const tryAll = async (when: string) => {
    assert.ok(await isRefused(unstake(launched, ann, Lock.days90, 1n)), `unstake ${when}`);
    assert.ok(await isRefused(expire(launched, Lock.days90)), `expire ${when}`);
    for (const lock of [Lock.none, Lock.days30, Lock.days365]) {
      assert.ok(await isRefused(unstake(launched, ann, lock, 100n * COIN)), `lock ${lock} ${when}`);
    }
  };
  await tryAll("at once");
  await stakeCoins(launched, ann, 1n, Lock.days30);
  await wait(30 * DAY);
  await expire(launched, Lock.days30);
  await staking.write.compound({ account: ann });
  await unstake(launched, ann, Lock.none, (await staking.read.positionOf([ann, Lock.none]))[0]);
  await tryAll("after another lock was over and everything free had left");
  await stakeCoins(launched, ann, 1n, Lock.days90);
  assert.ok((await unlockOf()) > first, "restarted");
  await nextAt(first + 1);
  assert.ok(await isRefused(unstake(launched, ann, Lock.days90, 1n)), "after the end before the addition");
  await nextAt(await unlockOf());
  await unstake(launched, ann, Lock.days90, 100n * COIN + 1n);
}

/** Rewards are for the time of the stake: not for the time before, not twice, not in one transaction. */
async function earnsForItsTimeOnly(platform: CoinPlatform): Promise<void> {
  const launched = await launch(platform);
  const { staking, coin } = launched;
  await stakeCoins(launched, ann, 500n * COIN);
  await wait(200 * DAY);
  await stakeCoins(launched, ben, 500n * COIN, Lock.days365);
  assert.equal(await staking.read.claimable([ben]), 0n, "a stake after the accrual");
  const before = await staking.read.claimable([ann]);
  const after = await staking.read.stream();
  await nextAt(after.updatedAt + 1);
  await stakeCoins(launched, ann, 500n * COIN, Lock.days365);
  const boosted = await staking.read.claimable([ann]);
  assert.ok(boosted - before < COIN / 1_000n, "a boost for the past");

  const puppet = await deployPuppet();
  await coin.write.transfer([puppet.address, 400n * COIN], { account: ben });
  const call = (name: string, args: readonly unknown[]) => ({
    target: staking.address,
    data: callData(staking, name, args),
  });
  const approval = callData(coin, "approve", [staking.address, 2n ** 255n]);
  await execute(puppet, { target: coin.address, data: approval });
  const flash = [
    call("stake", [Lock.none, 400n * COIN]),
    call("claim", [puppet.address]),
    call("unstake", [Lock.none, 400n * COIN]),
  ];
  await setScript(puppet, flash);
  await wait(30 * DAY);
  await wallets[0]!.sendTransaction({ to: puppet.address, value: 1n });
  assert.deepEqual(await outcomesOf(puppet), [true, false, true], "nothing to claim within a transaction");
  assert.equal(await coin.read.balanceOf([puppet.address]), 400n * COIN);

  await staking.write.claimFor([ann]);
  const again = await staking.read.claimable([ann]);
  assert.ok(again < COIN / 1_000n, "paid twice");
}

/** A lock that is over keeps its multiplier only until somebody says so, and nobody else's position moves. */
async function expiryCannotBeDodged(platform: CoinPlatform): Promise<void> {
  const launched = await launch(platform);
  const { staking } = launched;
  await stakeCoins(launched, ann, 100n * COIN, Lock.days365);
  await stakeCoins(launched, ben, 100n * COIN, Lock.days365);
  await wait(366 * DAY);
  await expire(launched, Lock.days365);
  assert.equal(await staking.read.getVotes([ann]), 150n * COIN, "votes of the unlocked multiplier");
  assert.equal((await staking.read.rewardsOf([ann]))[0], 1_000n * COIN, "weight of the unlocked multiplier");
  assert.ok(await isRefused(expire(launched, Lock.days365)), "twice");
  assert.equal(await staking.read.getVotes([ben]), 500n * COIN);
  await stakeCoins(launched, ann, 1n, Lock.days365);
  assert.equal(await staking.read.getVotes([ann]), 150n * COIN + 5n, "one unit does not lock the rest again");
}

/** Borrowed coins vote at no time that a proposal could ask for, and no coin votes twice at one time. */
async function noFlashVotes(platform: CoinPlatform): Promise<void> {
  const launched = await launch(platform);
  const { staking, coin } = launched;
  const puppet = await deployPuppet();
  const staked = { target: staking.address, data: callData(staking, "stake", [Lock.none, 100n * COIN]) };
  const left = { target: staking.address, data: callData(staking, "unstake", [Lock.none, 100n * COIN]) };
  const returned = { target: coin.address, data: callData(coin, "transfer", [ann, 100n * COIN]) };
  const approval = callData(coin, "approve", [staking.address, 2n ** 255n]);
  await execute(puppet, { target: coin.address, data: approval });
  await execute(puppet, { target: coin.address, data: callData(coin, "delegate", [puppet.address]) });
  await coin.write.transfer([puppet.address, 100n * COIN], { account: ann });
  await wait(100);
  const lent = await now();
  await setScript(puppet, [staked, left, returned]);
  await wait(100);
  await wallets[0]!.sendTransaction({ to: puppet.address, value: 1n });
  assert.deepEqual(await outcomesOf(puppet), [true, true, true]);
  const time = await now();
  const present = await Promise.allSettled([
    staking.read.getPastVotes([puppet.address, BigInt(time)]),
    coin.read.getPastVotes([puppet.address, BigInt(time)]),
  ]);
  assert.deepEqual(
    present.map(({ status }) => status),
    ["rejected", "rejected"],
    "the present can be asked for",
  );
  await wait(100);
  const votesAt = async (account: Address, at: number) =>
    (await staking.read.getPastVotes([account, BigInt(at)])) +
    (await coin.read.getPastVotes([account, BigInt(at)]));
  assert.equal(await votesAt(puppet.address, time), 0n, "votes of the second of the loan");

  await coin.write.delegate([ann], { account: ann });
  await wait(10);
  await stakeCoins(launched, ann, 900n * COIN);
  await wait(10);
  const after = await now();
  assert.equal(
    await votesAt(ann, after - 1),
    100n * COIN + 1_350n * COIN,
    "staked coins do not vote as liquid ones",
  );
  assert.equal(await votesAt(puppet.address, lent), 100n * COIN);
}

/** However the DAO moves rate and cap, the reserve pays and the principal does not. */
async function principalIsWhole(platform: CoinPlatform): Promise<void> {
  const launched = await launch(platform);
  const { staking, coin } = launched;
  const account = await asTreasury(launched);
  await staking.write.setRateFactor([20_000], { account });
  await stakeCoins(launched, ann, 1_000n * COIN, Lock.days365);
  await stakeCoins(launched, ben, 1_000n * COIN);
  for (let year = 0; year < 6; year++) {
    await wait(365 * DAY);
    await staking.write.claim([stranger], { account: ann });
    await staking.write.compound({ account: ben });
    const { reserve, principal } = await staking.read.stream();
    const held = await coin.read.balanceOf([staking.address]);
    assert.ok(held >= reserve + principal, `${held} hold ${reserve} and ${principal}`);
  }
  await unstake(launched, ann, Lock.days365, 1_000n * COIN);
  const [free] = await staking.read.positionOf([ben, Lock.none]);
  await unstake(launched, ben, Lock.none, free);
  assert.equal(await coin.read.balanceOf([ann]), 1_000n * COIN);
  assert.equal(await coin.read.balanceOf([ben]), free);
}

describe("attack: coin staking", () => {
  for (const check of [noWayOut, earnsForItsTimeOnly, expiryCannotBeDodged, noFlashVotes, principalIsWhole]) {
    it(check.name, async () => check(await loadFixture(deployCoinPlatform)));
  }

  it("goes red on a copy without lock", () =>
    coinGoesRed(noWayOut, "staking", {
      file: STAKING,
      replace: "if (block.timestamp < unlockAt) revert CoinStaking_Locked(unlockAt);",
      with: "",
    }));

  it("goes red on a copy that keeps the lock when coins are added", () =>
    coinGoesRed(noWayOut, "staking", {
      file: STAKING,
      replace: "unlockAt = uint40(block.timestamp + lock.lengthOf());",
      with: `unlockAt = _locked[account][lock].unlockAt;
            if (unlockAt == 0) unlockAt = uint40(block.timestamp + lock.lengthOf());`,
    }));

  it("goes red on a copy that pays stakes for the past", () =>
    coinGoesRed(earnsForItsTimeOnly, "staking", {
      file: STAKING,
      replace: "rewards.paid = now_.acc;",
      with: "if (rewards.weight != 0) rewards.paid = now_.acc;",
    }));

  it("goes red on a copy that pays twice", () =>
    coinGoesRed(earnsForItsTimeOnly, "staking", {
      file: STAKING,
      replace: "rewards.owed = 0;",
      with: "",
    }));

  it("goes red on a copy that expires to the multiplier of the lock", () =>
    coinGoesRed(expiryCannotBeDodged, "staking", {
      file: STAKING,
      replace: "(uint256 free, ) = _add(account, Lock.None, amount, now_, rewards);",
      with: "(uint256 free, ) = _add(account, lock, amount, now_, rewards);",
    }));

  it("goes red on a copy that answers for the present", () =>
    coinGoesRed(noFlashVotes, "staking", {
      file: STAKING,
      replace: "if (timepoint >= clock()) revert CoinStaking_FutureLookup(timepoint, clock());",
      with: "if (timepoint > clock()) revert CoinStaking_FutureLookup(timepoint, clock());",
    }));

  it("goes red on a copy that pays rewards from principal", () =>
    coinGoesRed(principalIsWhole, "staking", {
      file: "libraries/RewardMath.sol",
      replace: "stream.reserve -= uint80(amount);",
      with: "stream.reserve -= uint80(amount / 2);",
    }));
});
