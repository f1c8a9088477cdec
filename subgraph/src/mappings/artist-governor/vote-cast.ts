import { VoteCast } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { recordProposalVote, Vote } from "../../store/proposal-vote";

export function handleVoteCast(event: VoteCast): void {
  const values = event.params;
  const vote = new Vote(values.voter, values.proposalId, values.support, values.weight, values.reason);
  recordProposalVote(vote, event);
}
