import { VotingPeriodSet } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { loadDao } from "../../store/dao";

export function handleVotingPeriodSet(event: VotingPeriodSet): void {
  const dao = loadDao(event.address);
  dao.votingPeriod = event.params.newVotingPeriod;
  dao.save();
}
