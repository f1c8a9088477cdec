import { CreditsWithdrawn } from "../../../generated/ShareMarket/ShareMarket";
import { getOrCreateAccountCurrency } from "../../store/account-currency";
import { recordCreditWithdrawal } from "../../store/credit-withdrawal";

export function handleCreditsWithdrawn(event: CreditsWithdrawn): void {
  const params = event.params;
  const totals = getOrCreateAccountCurrency(params.account, params.currency);
  totals.marketWithdrawn = totals.marketWithdrawn.plus(params.amount);
  totals.save();
  recordCreditWithdrawal(params.account, null, params.currency, params.to, params.amount, event);
}
