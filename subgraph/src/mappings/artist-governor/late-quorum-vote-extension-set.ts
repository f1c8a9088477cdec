import { LateQuorumVoteExtensionSet } from "../../../generated/templates/ArtistGovernor/ArtistGovernor";
import { loadDao } from "../../store/dao";

export function handleLateQuorumVoteExtensionSet(event: LateQuorumVoteExtensionSet): void {
  const dao = loadDao(event.address);
  dao.lateExtension = event.params.newVoteExtension;
  dao.save();
}
