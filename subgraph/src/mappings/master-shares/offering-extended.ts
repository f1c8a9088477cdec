import { OfferingExtended } from "../../../generated/templates/MasterShares/MasterShares";
import { loadMaster } from "../../store/master";

export function handleOfferingExtended(event: OfferingExtended): void {
  const master = loadMaster(event);
  master.end = event.params.end;
  master.save();
}
