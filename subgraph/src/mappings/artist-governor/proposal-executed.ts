import { ProposalExecuted } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { proposalId } from "../../common/ids";
import { loadDao } from "../../store/dao";
import { loadProposal } from "../../store/proposal";
import { recordProposalStep } from "../../store/proposal-step";

export function handleProposalExecuted(event: ProposalExecuted): void {
  const proposal = loadProposal(proposalId(event.address, event.params.proposalId));
  proposal.isExecuted = true;
  proposal.executedTransaction = event.transaction.hash;
  proposal.save();
  recordProposalStep(proposal, "Execute", null, event);

  const dao = loadDao(proposal.dao);
  dao.executedCount += 1;
  dao.save();
}
