import { KnownMarket, Listing } from "../../../generated/schema";
import { ApprovalForAll } from "../../../generated/templates/MasterShares/MasterShares";
import { getOrCreateMarketApproval } from "../../store/market-approval";
import { loadMaster } from "../../store/master";

/**
 * Operators that are no market are left out. The listings are read one by one: what graph-node finds for a derived field
 * are states that may be older than its handlers' last writes, and saving those would revive listings that have ended.
 */
export function handleApprovalForAll(event: ApprovalForAll): void {
  if (KnownMarket.load(event.params.operator) == null) return;
  const params = event.params;
  const timestamp = event.block.timestamp;
  const approval = getOrCreateMarketApproval(loadMaster(event).id, params.owner, params.operator, timestamp);
  approval.isApproved = params.approved;
  approval.updatedAt = timestamp;
  approval.save();

  const listings = approval.listings;
  for (let i = 0; i < listings.length; i++) {
    const listing = Listing.load(listings[i])!;
    listing.isApproved = approval.isApproved || listing.isApprovedAlone;
    listing.save();
  }
}
