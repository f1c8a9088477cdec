import { Master } from "../../../generated/schema";
import { ListingCancelled } from "../../../generated/ShareMarket/ShareMarket";
import { endListing } from "../../store/listing";
import { loadShare } from "../../store/share";

/** A listing that had ended with a transfer or a stake may be cancelled, too: nothing is left to end. */
export function handleListingCancelled(event: ListingCancelled): void {
  const master = Master.load(event.params.shares);
  if (master == null) return;
  const share = loadShare(master, event.params.id);
  endListing(share, master, "Cancelled", event);
  share.save();
  master.save();
}
