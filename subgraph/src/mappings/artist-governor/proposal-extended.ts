import { ProposalExtended } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { proposalId } from "../../common/ids";
import { loadProposal } from "../../store/proposal";
import { recordProposalStep } from "../../store/proposal-step";

export function handleProposalExtended(event: ProposalExtended): void {
  const proposal = loadProposal(proposalId(event.address, event.params.proposalId));
  proposal.deadline = event.params.extendedDeadline;
  proposal.isExtended = true;
  proposal.save();
  recordProposalStep(proposal, "Extend", proposal.deadline, event);
}
