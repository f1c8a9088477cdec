import { Listing } from "../../../generated/schema";
import { Approval } from "../../../generated/templates/MasterShares/MasterShares";
import { loadMarketApproval } from "../../store/market-approval";
import { loadMaster } from "../../store/master";
import { loadShare } from "../../store/share";

/** Only of interest for a listed share: whether its market may still move it. */
export function handleApproval(event: Approval): void {
  const id = loadShare(loadMaster(event), event.params.tokenId).listing;
  if (id === null) return;
  const listing = Listing.load(id)!;
  listing.isApprovedAlone = event.params.approved.equals(listing.market);
  listing.isApproved = listing.isApprovedAlone || loadMarketApproval(listing).isApproved;
  listing.save();
}
