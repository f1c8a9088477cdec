import { ProposalThresholdSet } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { loadDao } from "../../store/dao";

export function handleProposalThresholdSet(event: ProposalThresholdSet): void {
  const dao = loadDao(event.address);
  dao.threshold = event.params.newProposalThreshold.toI32();
  dao.save();
}
