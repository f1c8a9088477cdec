import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { encodeFunctionData, parseEther } from "viem";

import { artistGovernorAbi, coinStakingAbi } from "../../exports/abi.ts";
import { COIN, give, Lock, stakeCoins, SUPPLY } from "../helpers/coins.ts";
import {
  cancel,
  carry,
  castVote,
  type Dao,
  execute,
  harmless,
  idOf,
  loadDao,
  loadVoters,
  openVote,
  past,
  propose,
  queue,
  settings,
  State,
  Vote,
} from "../helpers/dao.ts";
import { at } from "../helpers/fixture.ts";
import { emits, now, people, reverts, viem, wait, wallets } from "../helpers/network.ts";

const { ann, ben, cleo, dan, stranger } = people;
const BONUS = 80_000n * COIN;

const governorCall = (dao: Dao, data: `0x${string}`, description: string) => ({
  calls: [{ target: dao.governor.address, data }],
  description,
});

describe("ArtistGovernor", () => {
  describe("settings", () => {
    it("begin as the deployment says", async () => {
      const { governor, coin, staking, treasury } = await loadDao();
      assert.equal(await governor.read.votingDelay(), BigInt(settings.votingDelay));
      assert.equal(await governor.read.votingPeriod(), BigInt(settings.votingPeriod));
      assert.equal(await governor.read.lateQuorumVoteExtension(), settings.lateExtension);
      assert.equal(await governor.read.proposalThresholdFraction(), 50n);
      assert.equal(await governor.read.quorumNumerator(), 400n);
      assert.equal(await governor.read.quorumDenominator(), 10_000n);
      assert.equal(await governor.read.name(), "Ada Coin DAO");
      assert.equal(await governor.read.artistId(), 1n);
      assert.equal(await governor.read.token(), coin.address);
      assert.equal(await governor.read.staking(), staking.address);
      assert.equal(await governor.read.timelock(), treasury.address);
      assert.equal(await governor.read.CLOCK_MODE(), "mode=timestamp");
      assert.equal(await governor.read.clock(), await now());
      assert.deepEqual(await governor.read.firstSettings(), {
        ...{ votingDelay: settings.votingDelay, votingPeriod: settings.votingPeriod },
        ...{ lateExtension: settings.lateExtension, threshold: 50, quorum: 400 },
      });
    });

    it("are changed by proposals", async () => {
      const dao = await loadVoters();
      const data = encodeFunctionData({
        abi: artistGovernorAbi,
        functionName: "setVotingPeriod",
        args: [86_400],
      });
      await carry(dao, governorCall(dao, data, "Vote within a day"));
      assert.equal(await dao.governor.read.votingPeriod(), 86_400n);
    });

    it("are changed by nobody else", async () => {
      const { governor } = await loadDao();
      const account = { account: ann };
      for (const call of [
        governor.write.setVotingDelay([1], account),
        governor.write.setVotingPeriod([1], account),
        governor.write.setProposalThreshold([1n], account),
        governor.write.setLateQuorumVoteExtension([1], account),
        governor.write.updateQuorumNumerator([500n], account),
        governor.write.relay([ann, 0n, "0x"], account),
      ]) {
        await reverts(call, governor, "GovernorOnlyExecutor", [ann]);
      }
    });

    for (const [name, functionName, args, error] of [
      ["a threshold above 5 %", "setProposalThreshold", [501n], "ArtistGovernor_InvalidThreshold"],
      ["a quorum below 1 %", "updateQuorumNumerator", [99n], "ArtistGovernor_InvalidQuorum"],
      ["a quorum above 20 %", "updateQuorumNumerator", [2_001n], "ArtistGovernor_InvalidQuorum"],
      ["a delay above 30 days", "setVotingDelay", [2_592_001], "ArtistGovernor_TooLong"],
      ["a period above 30 days", "setVotingPeriod", [2_592_001], "ArtistGovernor_TooLong"],
      ["another treasury", "updateTimelock", [ann], "ArtistGovernor_TreasuryIsFixed"],
    ] as const) {
      it(`refuse ${name}`, async () => {
        const dao = await loadVoters();
        const data = encodeFunctionData({ abi: artistGovernorAbi, functionName, args } as never);
        const attempt = carry(dao, governorCall(dao, data, name));
        const shown = error === "ArtistGovernor_TooLong" ? [2_592_001n, 2_592_000n] : args;
        const isFixed = error === "ArtistGovernor_TreasuryIsFixed";
        await reverts(attempt, dao.governor, error, isFixed ? [] : shown);
      });
    }
  });

  describe("getVotes", () => {
    it("adds delegated and staked coins, at a second that is past", async () => {
      const dao = await loadVoters();
      await give(dao, ben, 5n * COIN);
      await dao.coin.write.delegate([ben], { account: ben });
      await wait(1);
      const time = await past();
      assert.equal(await dao.governor.read.getVotes([ann, time]), 60_000n * COIN);
      assert.equal(await dao.governor.read.getVotes([ben, time]), 100_005n * COIN);
    });

    it("counts no coins that were not delegated, none of vesting, pool, reserve and treasury", async () => {
      const dao = await loadVoters();
      await give(dao, dan, 10n * COIN);
      await give(dao, dao.treasury.address, 10n * COIN);
      await wait(1);
      const time = await past();
      const holders = [dan, dao.vesting.address, dao.pool.address, dao.staking.address, dao.treasury.address];
      for (const account of holders) assert.equal(await dao.governor.read.getVotes([account, time]), 0n);
    });
  });

  describe("quorum and threshold", () => {
    it("are fractions of the supply and what staking adds", async () => {
      const { governor } = await loadVoters();
      const power = SUPPLY + BONUS;
      assert.equal(await governor.read.quorum([await past()]), (power * 4n) / 100n);
      assert.equal(await governor.read.proposalThreshold(), power / 200n);
    });

    it("stay as they were when a vote began", async () => {
      const dao = await loadVoters();
      const time = await past();
      const before = await dao.governor.read.quorum([time]);
      await give(dao, ben, 1_000n * COIN);
      await stakeCoins(dao, ben, 1_000n * COIN, Lock.days365);
      assert.equal(await dao.governor.read.quorum([time]), before);
      await wait(1);
      assert.equal(await dao.governor.read.quorum([await past()]), before + (4_000n * COIN * 4n) / 100n);
    });
  });

  describe("propose", () => {
    describe("when the proposer has too few votes", () => {
      it("reverts with what is needed", async () => {
        const dao = await loadVoters();
        const needed = (SUPPLY + BONUS) / 200n;
        const attempt = propose(dao, harmless(dao), cleo);
        await reverts(attempt, dao.governor, "GovernorInsufficientProposerVotes", [
          cleo,
          1_000n * COIN,
          needed,
        ]);
      });
    });

    describe("when the description names another proposer", () => {
      it("reverts, and lets the named one propose", async () => {
        const dao = await loadVoters();
        const draft = harmless(dao, `Ask\n#proposer=${ann}`);
        await reverts(propose(dao, draft, ben), dao.governor, "GovernorRestrictedProposer", [ben]);
        await propose(dao, draft);
        assert.equal(await dao.governor.read.proposalProposer([await idOf(dao, draft)]), ann);
      });
    });

    describe("when there is nothing to do", () => {
      it("reverts", async () => {
        const dao = await loadVoters();
        const attempt = propose(dao, { calls: [], description: "Nothing" });
        await reverts(attempt, dao.governor, "GovernorInvalidProposalLength", [0n, 0n, 0n]);
      });
    });

    it("opens the vote after the delay, for the period", async () => {
      const dao = await loadVoters();
      const draft = harmless(dao);
      await propose(dao, draft);
      const time = await now();
      const id = await idOf(dao, draft);
      assert.equal(await dao.governor.read.proposalSnapshot([id]), BigInt(time + settings.votingDelay));
      const deadline = time + settings.votingDelay + settings.votingPeriod;
      assert.equal(await dao.governor.read.proposalDeadline([id]), BigInt(deadline));
      assert.equal(await dao.governor.read.state([id]), State.pending);
      assert.equal(await dao.governor.read.proposalNeedsQueuing([id]), true);
    });

    it("refuses the same proposal twice", async () => {
      const dao = await loadVoters();
      const draft = harmless(dao);
      await propose(dao, draft);
      const id = await idOf(dao, draft);
      const args = [id, State.pending, `0x${"0".repeat(64)}`];
      await reverts(propose(dao, draft, ben), dao.governor, "GovernorUnexpectedProposalState", args);
    });

    it("can be taken back by its proposer before the vote", async () => {
      const dao = await loadVoters();
      const draft = harmless(dao);
      await propose(dao, draft);
      const id = await idOf(dao, draft);
      await reverts(cancel(dao, draft, ben), dao.governor, "GovernorUnableToCancel", [id, ben]);
      await cancel(dao, draft);
      assert.equal(await dao.governor.read.state([id]), State.canceled);
    });
  });

  describe("castVote", () => {
    it("counts for, against and abstaining with the power of the snapshot, once", async () => {
      const dao = await loadVoters();
      const id = await openVote(dao, harmless(dao));
      const cast = dao.governor.write.castVoteWithReason([id, Vote.for, "It is time"], { account: ann });
      await emits(cast, dao.governor, "VoteCast", [ann, id, Vote.for, 60_000n * COIN, "It is time"]);
      await castVote(dao, id, Vote.against, ben);
      await castVote(dao, id, Vote.abstain, cleo);
      const votes = await dao.governor.read.proposalVotes([id]);
      assert.deepEqual(votes, [100_000n * COIN, 60_000n * COIN, 1_000n * COIN]);
      const again = castVote(dao, id, Vote.for, ben);
      await reverts(again, dao.governor, "GovernorAlreadyCastVote", [ben]);
      assert.equal(await dao.governor.read.hasVoted([id, ben]), true);
    });

    it("takes a signature that anybody may send", async () => {
      const dao = await loadVoters();
      const id = await openVote(dao, harmless(dao));
      const voter = wallets.find(({ account }) => account.address.toLowerCase() === ann.toLowerCase())!;
      const signature = await voter.signTypedData({
        domain: {
          ...{ name: "Ada Coin DAO", version: "1" },
          ...{ chainId: voter.chain.id, verifyingContract: dao.governor.address },
        },
        types: {
          Ballot: [
            { name: "proposalId", type: "uint256" },
            { name: "support", type: "uint8" },
            { name: "voter", type: "address" },
            { name: "nonce", type: "uint256" },
          ],
        },
        primaryType: "Ballot",
        message: { proposalId: id, support: Vote.for, voter: ann, nonce: 0n },
      });
      const args = [id, Vote.for, ann, signature] as const;
      await dao.governor.write.castVoteBySig(args, { account: stranger });
      assert.equal((await dao.governor.read.proposalVotes([id]))[1], 60_000n * COIN);
      const replayed = dao.governor.write.castVoteBySig(args, { account: stranger });
      await reverts(replayed, dao.governor, "GovernorInvalidSignature", [ann]);
    });

    it("extends the vote when the quorum is reached late", async () => {
      const dao = await loadVoters();
      const id = await openVote(dao, harmless(dao));
      const deadline = await dao.governor.read.proposalDeadline([id]);
      await wait(settings.votingPeriod - 60);
      await castVote(dao, id, Vote.for, ben);
      const extended = BigInt((await now()) + settings.lateExtension);
      assert.ok(extended > deadline);
      assert.equal(await dao.governor.read.proposalDeadline([id]), extended);
    });
  });

  describe("queue and execute", () => {
    it("move what is in the treasury", async () => {
      const dao = await loadVoters();
      await wallets[0]!.sendTransaction({ to: dao.treasury.address, value: parseEther("2") });
      await give(dao, dao.treasury.address, 500n * COIN);
      const { coin } = dao;
      const data = encodeFunctionData({ abi: coin.abi, functionName: "transfer", args: [dan, 500n * COIN] });
      const before = await coin.read.balanceOf([dan]);
      const draft = {
        calls: [
          { target: dan, value: parseEther("2") },
          { target: coin.address, data },
        ],
        description: "Pay Dan for the artwork",
      };
      const id = await openVote(dao, draft);
      await castVote(dao, id, Vote.for, ben);
      await wait(settings.votingPeriod);
      await queue(dao, draft);
      assert.equal(await dao.governor.read.state([id]), State.queued);
      await assert.rejects(execute(dao, draft), /TimelockUnexpectedOperationState/);
      await wait(settings.timelockDelay);
      await viem.assertions.balancesHaveChanged(execute(dao, draft), [
        { address: dan, amount: parseEther("2") },
        { address: dao.treasury.address, amount: -parseEther("2") },
      ]);
      assert.equal(await coin.read.balanceOf([dan]), before + 500n * COIN);
      assert.equal(await dao.governor.read.state([id]), State.executed);
    });

    it("set rate and cap of the rewards", async () => {
      const dao = await loadVoters();
      const call = (functionName: "setRateFactor" | "setCap", value: number) => ({
        target: dao.staking.address,
        data: encodeFunctionData({ abi: coinStakingAbi, functionName, args: [value] }),
      });
      const calls = [call("setRateFactor", 20_000), call("setCap", 900)];
      await carry(dao, { calls, description: "Faster, with a lower cap" });
      const stream = await dao.staking.read.stream();
      assert.equal(stream.rateFactor, 20_000);
      assert.equal(stream.cap, 900);
    });

    it("are refused without quorum, without majority and before the end", async () => {
      const dao = await loadVoters();
      const draft = harmless(dao);
      const id = await openVote(dao, draft);
      await castVote(dao, id, Vote.for, cleo);
      await assert.rejects(queue(dao, draft), /GovernorUnexpectedProposalState/);
      await wait(settings.votingPeriod);
      assert.equal(await dao.governor.read.state([id]), State.defeated);
      await assert.rejects(queue(dao, draft), /GovernorUnexpectedProposalState/);
      await assert.rejects(execute(dao, draft), /GovernorUnexpectedProposalState/);
    });

    it("leave a proposal queued whose call fails, with the call's own error", async () => {
      const dao = await loadVoters();
      const data = encodeFunctionData({ abi: coinStakingAbi, functionName: "setCap", args: [1_501] });
      const draft = { calls: [{ target: dao.staking.address, data }], description: "Too much" };
      await reverts(carry(dao, draft), dao.staking, "CoinStaking_InvalidCap", [1_501n]);
      assert.equal(await dao.governor.read.state([await idOf(dao, draft)]), State.queued);
    });
  });

  describe("initialize", () => {
    it("is refused on clones and implementations", async () => {
      const dao = await loadDao();
      const { codes } = dao.platform;
      for (const address of [dao.governor.address, codes.governor]) {
        const governor = at(artistGovernorAbi, address);
        await reverts(governor.write.initialize([stranger]), governor, "InvalidInitialization");
      }
    });
  });
});
