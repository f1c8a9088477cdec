import { Listing, Master } from "../../../generated/schema";
import { ListingUpdated } from "../../../generated/ShareMarket/ShareMarket";
import { loadShare } from "../../store/share";

export function handleListingUpdated(event: ListingUpdated): void {
  const master = Master.load(event.params.shares);
  if (master == null) return;
  const listing = Listing.load(loadShare(master, event.params.id).listing!)!;
  listing.price = event.params.price;
  listing.expiry = event.params.expiry;
  listing.updatedAt = event.block.timestamp;
  listing.save();
}
