import { Master } from "../../../generated/schema";
import { OfferMade } from "../../../generated/ShareMarket/ShareMarket";
import { openOffer } from "../../store/offer";
import { getOrCreatePlatform } from "../../store/platform";

export function handleOfferMade(event: OfferMade): void {
  const master = Master.load(event.params.shares);
  if (master == null) return;
  openOffer(master, event);
  master.save();

  const platform = getOrCreatePlatform();
  platform.offerCount += 1;
  platform.save();
}
