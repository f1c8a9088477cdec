import { VoteCastWithParams } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { recordProposalVote, Vote } from "../../store/proposal-vote";

export function handleVoteCastWithParams(event: VoteCastWithParams): void {
  const values = event.params;
  const vote = new Vote(values.voter, values.proposalId, values.support, values.weight, values.reason);
  recordProposalVote(vote, event);
}
