import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, encodeFunctionData, type Hash, maxUint256, zeroAddress, zeroHash } from "viem";

import { artistCoinAbi, artistGovernorAbi, coinStakingAbi } from "../../exports/abi.ts";
import { coinGoesRed } from "../helpers/broken-coins.ts";
import { COIN, type CoinPlatform, deployCoinPlatform, give, Lock, SUPPLY } from "../helpers/coins.ts";
import {
  cancel,
  carry,
  castVote,
  type Dao,
  harmless,
  launchVotersOn,
  openVote,
  past,
  propose,
  settings,
  State,
  Vote,
} from "../helpers/dao.ts";
import { loadFixture, people, wait } from "../helpers/network.ts";

const { ann, ben, dan, stranger } = people;
const GOVERNOR = "governance/ArtistGovernor.sol";
const TREASURY = "governance/ArtistTreasury.sol";

const isRefused = async (attempt: Promise<Hash>): Promise<boolean> =>
  (await Promise.allSettled([attempt]))[0]!.status === "rejected";

const weightOf = async ({ governor }: Dao, id: bigint): Promise<bigint> =>
  (await governor.read.proposalVotes([id]))[Vote.for]!;

/** Coins that arrive after a vote has begun do not count, and no coin votes twice. */
async function coinsVoteOnce(platform: CoinPlatform): Promise<void> {
  const dao = await launchVotersOn(platform);
  for (const account of [dan, stranger]) await dao.coin.write.delegate([account], { account });
  const id = await openVote(dao, harmless(dao));
  await give(dao, stranger, 200_000n * COIN);
  await wait(1);
  await castVote(dao, id, Vote.for, stranger);
  assert.equal(await weightOf(dao, id), 0n, "borrowed when the vote was open");
  await castVote(dao, id, Vote.for, ann);
  await dao.coin.write.transfer([dan, 60_000n * COIN], { account: ann });
  await wait(1);
  await castVote(dao, id, Vote.for, dan);
  assert.equal(await weightOf(dao, id), 60_000n * COIN, "voted, given away and voted again");
}

/** What the treasury holds or stakes decides nothing. */
async function treasuryDoesNotVote(platform: CoinPlatform): Promise<void> {
  const dao = await launchVotersOn(platform);
  const { coin, staking, treasury } = dao;
  await give(dao, treasury.address, 2_000n * COIN);
  const encode = (functionName: "approve" | "delegate", args: readonly unknown[]) =>
    encodeFunctionData({ abi: artistCoinAbi, functionName, args } as never);
  const args = [Lock.days365, 1_000n * COIN] as const;
  const stake = encodeFunctionData({ abi: coinStakingAbi, functionName: "stake", args });
  const calls = [
    { target: coin.address, data: encode("approve", [staking.address, maxUint256]) },
    { target: staking.address, data: stake },
  ];
  await carry(dao, { calls, description: "Stake what the treasury holds" });
  const delegate = { target: coin.address, data: encode("delegate", [dan]) };
  const attempt = carry(dao, { calls: [delegate], description: "Delegate what the treasury holds" });
  assert.ok(await isRefused(attempt as unknown as Promise<Hash>), "delegated");
  await wait(1);
  const time = await past();
  assert.equal(await dao.governor.read.getVotes([treasury.address, time]), 0n, "staked");
  assert.equal(await dao.governor.read.getVotes([dan, time]), 0n, "delegated");
}

/** A proposal that failed stays failed, whatever the quorum is later (CVE-2022-31198). */
async function quorumIsHistorical(platform: CoinPlatform): Promise<void> {
  const dao = await launchVotersOn(platform);
  await give(dao, dan, 20_000n * COIN);
  await dao.coin.write.delegate([dan], { account: dan });
  await wait(1);
  const id = await openVote(dao, harmless(dao));
  await castVote(dao, id, Vote.for, dan);
  await wait(settings.votingPeriod);
  assert.equal(await dao.governor.read.state([id]), State.defeated);
  const data = encodeFunctionData({
    abi: artistGovernorAbi,
    functionName: "updateQuorumNumerator",
    args: [100n],
  });
  await carry(dao, { calls: [{ target: dao.governor.address, data }], description: "A lower quorum" });
  assert.equal(await dao.governor.read.state([id]), State.defeated, "revived by a lower quorum");
}

/** The quorum is a fraction of all votes there could be, those of locks included. */
async function quorumCountsLocks(platform: CoinPlatform): Promise<void> {
  const dao = await launchVotersOn(platform);
  const power = SUPPLY + 80_000n * COIN;
  assert.equal(await dao.governor.read.quorum([await past()]), (power * 4n) / 100n, "quorum");
  assert.equal(await dao.governor.read.proposalThreshold(), power / 200n, "threshold");
}

/** Whoever sees a proposal early cannot make and cancel it first (CVE-2023-34234). */
async function proposalsAreTheProposers(platform: CoinPlatform): Promise<void> {
  const dao = await launchVotersOn(platform);
  const draft = harmless(dao, `Ask the coin for its name #proposer=${ann.toLowerCase()}`);
  assert.ok(await isRefused(propose(dao, draft, ben)), "proposed by somebody else");
  await propose(dao, draft, ann);
  assert.ok(await isRefused(cancel(dao, draft, ben)), "cancelled by somebody else");
}

/** Whoever deployed a DAO, or made it possible, has no power over it. */
async function nobodyHoldsARole(platform: CoinPlatform): Promise<void> {
  const { treasury, governor } = await launchVotersOn(platform);
  const roles = [
    zeroHash,
    await treasury.read.PROPOSER_ROLE(),
    await treasury.read.CANCELLER_ROLE(),
    await treasury.read.EXECUTOR_ROLE(),
  ];
  const outsiders: Address[] = [...Object.values(people), platform.launcher.address, zeroAddress];
  for (const role of roles) {
    for (const account of outsiders) {
      assert.equal(await treasury.read.hasRole([role, account]), false, `${account} holds ${role}`);
    }
  }
  assert.equal(await treasury.read.hasRole([zeroHash, governor.address]), false, "the governor administers");
}

const checks = [
  coinsVoteOnce,
  treasuryDoesNotVote,
  quorumIsHistorical,
  quorumCountsLocks,
  proposalsAreTheProposers,
  nobodyHoldsARole,
];

describe("attack: governance", () => {
  for (const check of checks) {
    it(check.name, async () => check(await loadFixture(deployCoinPlatform)));
  }

  it("goes red on a copy that counts coins as they are now", () =>
    coinGoesRed(coinsVoteOnce, "governor", {
      file: GOVERNOR,
      replace: "token().getPastVotes(account, timepoint)",
      with: "token().getVotes(account)",
    }));

  it("goes red on a copy that counts the treasury's stake", () =>
    coinGoesRed(treasuryDoesNotVote, "governor", {
      file: GOVERNOR,
      replace: "if (account == _executor()) return 0;",
      with: "",
    }));

  it("goes red on a copy that lets the treasury delegate", () =>
    coinGoesRed(treasuryDoesNotVote, "treasury", {
      file: TREASURY,
      replace: "revert ArtistTreasury_CannotDelegate();",
      with: "",
    }));

  it("goes red on a copy with today's quorum", () =>
    coinGoesRed(quorumIsHistorical, "governor", {
      file: GOVERNOR,
      replace: "_fractionOfPower(quorumNumerator(timepoint), timepoint)",
      with: "_fractionOfPower(quorumNumerator(), timepoint)",
    }));

  it("goes red on a copy whose quorum forgets locks", () =>
    coinGoesRed(quorumCountsLocks, "governor", {
      file: GOVERNOR,
      replace: "ICoinStaking(staking()).getPastTotalPower(timepoint)",
      with: "token().getPastTotalSupply(timepoint)",
    }));

  it("goes red on a copy in which a description protects nobody", () =>
    coinGoesRed(proposalsAreTheProposers, "governor", {
      file: GOVERNOR,
      replace: "    function _tallyUpdated(",
      with: `    function _isValidDescriptionForProposer(address, string memory) internal pure override returns (bool) {
        return true;
    }

    function _tallyUpdated(`,
    }));

  it("goes red on a copy that the launcher administers", () =>
    coinGoesRed(nobodyHoldsARole, "treasury", {
      file: TREASURY,
      replace: "governors, governors, address(0))",
      with: "governors, governors, msg.sender)",
    }));
});
