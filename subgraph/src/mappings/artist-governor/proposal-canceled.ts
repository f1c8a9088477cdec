import { ProposalCanceled } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { proposalId } from "../../common/ids";
import { loadProposal } from "../../store/proposal";
import { recordProposalStep } from "../../store/proposal-step";

export function handleProposalCanceled(event: ProposalCanceled): void {
  const proposal = loadProposal(proposalId(event.address, event.params.proposalId));
  proposal.isCancelled = true;
  proposal.save();
  recordProposalStep(proposal, "Cancel", null, event);
}
