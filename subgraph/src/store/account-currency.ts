import { Bytes } from "@graphprotocol/graph-ts";

import { AccountCurrency } from "../../generated/schema";
import { ZERO } from "../common/constants";
import { accountCurrencyId } from "../common/ids";

export function getOrCreateAccountCurrency(account: Bytes, currency: Bytes): AccountCurrency {
  const id = accountCurrencyId(account, currency);
  let totals = AccountCurrency.load(id);
  if (totals == null) {
    totals = new AccountCurrency(id);
    totals.account = account;
    totals.currency = currency;
    totals.spent = ZERO;
    totals.claimed = ZERO;
    totals.deposited = ZERO;
    totals.artistCreditClaimed = ZERO;
    totals.proceedsWithdrawn = ZERO;
    totals.resaleSpent = ZERO;
    totals.resaleEarned = ZERO;
    totals.moverEarned = ZERO;
    totals.marketCredited = ZERO;
    totals.marketWithdrawn = ZERO;
    totals.royaltyWithdrawn = ZERO;
  }
  return totals;
}
