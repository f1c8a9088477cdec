import { ProposalQueued } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { proposalId } from "../../common/ids";
import { loadDao } from "../../store/dao";
import { loadProposal } from "../../store/proposal";
import { recordProposalStep } from "../../store/proposal-step";
import { linkOperation } from "../../store/treasury-operation";

/** The treasury's `CallScheduled` of the same call went before. */
export function handleProposalQueued(event: ProposalQueued): void {
  const proposal = loadProposal(proposalId(event.address, event.params.proposalId));
  const dao = loadDao(proposal.dao);
  proposal.eta = event.params.etaSeconds;
  proposal.operation = dao.newestOperation;
  proposal.save();
  linkOperation(dao, proposal);
  recordProposalStep(proposal, "Queue", proposal.eta, event);
}
