import { MarketFeesWithdrawn } from "../../../generated/ShareMarket/ShareMarket";
import { getOrCreateCurrency } from "../../store/currency";

export function handleMarketFeesWithdrawn(event: MarketFeesWithdrawn): void {
  const currency = getOrCreateCurrency(event.params.currency);
  currency.marketFeesWithdrawn = currency.marketFeesWithdrawn.plus(event.params.amount);
  currency.save();
}
