import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";

import { ProposalVote } from "../../generated/schema";
import { ZERO } from "../common/constants";
import { proposalId, proposalVoteId } from "../common/ids";
import { ensureAccount } from "./account";
import { loadDao } from "./dao";
import { powerAt } from "./power-checkpoint";
import { loadProposal } from "./proposal";

const SUPPORT = ["Against", "For", "Abstain"];

export class Vote {
  constructor(
    readonly voter: Address,
    readonly number: BigInt,
    readonly support: i32,
    readonly weight: BigInt,
    readonly reason: string,
  ) {}
}

/** Records a vote and counts it. */
export function recordProposalVote(vote: Vote, event: ethereum.Event): void {
  const proposal = loadProposal(proposalId(event.address, vote.number));
  const dao = loadDao(proposal.dao);
  const power = powerAt(dao.coin, vote.voter, proposal.snapshot);
  const isCounted = power != null && !vote.weight.isZero();

  const record = new ProposalVote(proposalVoteId(proposal.id, vote.voter));
  record.proposal = proposal.id;
  record.dao = dao.id;
  record.voter = ensureAccount(vote.voter, event.block.timestamp);
  record.support = SUPPORT[vote.support];
  record.weight = vote.weight;
  record.liquidVotes = isCounted ? power!.liquidVotes : ZERO;
  record.stakedVotes = isCounted ? power!.stakedVotes : ZERO;
  record.reason = vote.reason;
  record.sender = event.transaction.from;
  record.block = event.block.number;
  record.timestamp = event.block.timestamp;
  record.transaction = event.transaction.hash;
  record.save();

  if (vote.support == 0) proposal.votesAgainst = proposal.votesAgainst.plus(vote.weight);
  else if (vote.support == 1) proposal.votesFor = proposal.votesFor.plus(vote.weight);
  else proposal.votesAbstain = proposal.votesAbstain.plus(vote.weight);
  proposal.voterCount += 1;
  proposal.save();
  dao.voteCount += 1;
  dao.save();
}
