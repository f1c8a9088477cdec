import { Master } from "../../../generated/schema";
import { OfferCancelled } from "../../../generated/ShareMarket/ShareMarket";
import { endOffer } from "../../store/offer";

export function handleOfferCancelled(event: OfferCancelled): void {
  const offer = endOffer(event.params.offerId, "Cancelled", null, event);
  if (offer == null) return;
  const master = Master.load(offer.master)!;
  master.openOfferCount -= 1;
  master.save();
}
