import { PaymentCredited } from "../../../generated/ShareMarket/ShareMarket";
import { ensureAccount } from "../../store/account";
import { getOrCreateAccountCurrency } from "../../store/account-currency";

export function handlePaymentCredited(event: PaymentCredited): void {
  const account = ensureAccount(event.params.account, event.block.timestamp);
  const totals = getOrCreateAccountCurrency(account, event.params.currency);
  totals.marketCredited = totals.marketCredited.plus(event.params.amount);
  totals.save();
}
