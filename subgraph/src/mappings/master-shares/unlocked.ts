import { Unlocked } from "../../../generated/templates/MasterShares/MasterShares";
import { loadMaster } from "../../store/master";
import { freeShare, loadShare } from "../../store/share";
import { recordStakeEvent } from "../../store/stake-event";

/** The units changed with the request to leave already. */
export function handleUnlocked(event: Unlocked): void {
  const share = loadShare(loadMaster(event), event.params.tokenId);
  freeShare(share);
  share.save();
  recordStakeEvent("Unlocked", share, event);
}
