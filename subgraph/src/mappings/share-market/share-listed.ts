import { Master } from "../../../generated/schema";
import { ShareListed } from "../../../generated/ShareMarket/ShareMarket";
import { openListing } from "../../store/listing";
import { loadShare } from "../../store/share";

export function handleShareListed(event: ShareListed): void {
  const master = Master.load(event.params.shares);
  if (master == null) return;
  const share = loadShare(master, event.params.id);
  openListing(share, master, event.params.price, event.params.expiry, event);
  share.save();
  master.save();
}
