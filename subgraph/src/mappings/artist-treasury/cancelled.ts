import { Cancelled } from "../../../generated/templates/ArtistTreasury/ArtistTreasury";
import { loadProposal } from "../../store/proposal";
import { recordProposalStep } from "../../store/proposal-step";
import { proposalOfOperation } from "../../store/treasury-operation";

/** By an account that a proposal gave the right to; the governor then says the proposal is cancelled. */
export function handleTreasuryCancelled(event: Cancelled): void {
  const id = proposalOfOperation(event.address, event.params.id);
  if (id === null) return;
  const proposal = loadProposal(id);
  proposal.isCancelled = true;
  proposal.save();
  recordProposalStep(proposal, "Cancel", null, event);
}
