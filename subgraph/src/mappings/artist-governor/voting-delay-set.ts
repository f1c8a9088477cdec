import { VotingDelaySet } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { loadDao } from "../../store/dao";

export function handleVotingDelaySet(event: VotingDelaySet): void {
  const dao = loadDao(event.address);
  dao.votingDelay = event.params.newVotingDelay;
  dao.save();
}
