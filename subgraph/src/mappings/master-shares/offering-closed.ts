import { OfferingClosed } from "../../../generated/templates/MasterShares/MasterShares";
import { closeOffering, loadMaster } from "../../store/master";

export function handleOfferingClosed(event: OfferingClosed): void {
  const master = loadMaster(event);
  closeOffering(master, event.block.timestamp, "ByArtist");
  master.save();
}
