import { KnownMarket } from "../../../generated/schema";
import { MarketSet } from "../../../generated/Switchboard/Switchboard";

export function handleMarketSet(event: MarketSet): void {
  const entry = new KnownMarket(event.params.market);
  entry.isKnown = event.params.isKnown;
  entry.updatedAt = event.block.timestamp;
  entry.save();
}
