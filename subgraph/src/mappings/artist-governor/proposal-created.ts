import { Proposal } from "../../../generated/schema";
import { ProposalCreated } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { proposalId } from "../../common/ids";
import { ensureAccount } from "../../store/account";
import { loadCoin } from "../../store/coin";
import { loadDao } from "../../store/dao";
import { getOrCreatePlatform } from "../../store/platform";
import { initializeTally, setQuorum, titleOf } from "../../store/proposal";
import { recordProposalCalls } from "../../store/proposal-call";
import { recordProposalStep } from "../../store/proposal-step";

export function handleProposalCreated(event: ProposalCreated): void {
  const now = event.block.timestamp;
  const dao = loadDao(event.address);
  const proposal = new Proposal(proposalId(dao.id, event.params.proposalId));
  dao.proposalCount += 1;
  dao.waiting = dao.waiting.concat([proposal.id]);
  dao.save();

  proposal.dao = dao.id;
  proposal.number = dao.proposalCount;
  proposal.proposalId = event.params.proposalId;
  proposal.proposer = ensureAccount(event.params.proposer, now);
  proposal.title = titleOf(event.params.description);
  proposal.description = event.params.description;
  proposal.snapshot = event.params.voteStart;
  proposal.deadline = event.params.voteEnd;
  proposal.firstDeadline = event.params.voteEnd;
  proposal.createdAt = now;
  proposal.createdAtBlock = event.block.number;
  proposal.createdTransaction = event.transaction.hash;
  initializeTally(proposal);
  setQuorum(proposal, loadCoin(dao.coin).totalPower, dao.quorum);
  proposal.save();
  recordProposalCalls(proposal, event.params.targets, event.params.values, event.params.calldatas);
  recordProposalStep(proposal, "Create", null, event);

  const platform = getOrCreatePlatform();
  platform.proposalCount += 1;
  platform.save();
}
