import { CurrencySet } from "../../../generated/MasterRegistry/MasterRegistry";
import { getOrCreateCurrency } from "../../store/currency";

export function handleCurrencySet(event: CurrencySet): void {
  const currency = getOrCreateCurrency(event.params.currency);
  currency.isAllowed = event.params.isAllowed;
  currency.save();
}
