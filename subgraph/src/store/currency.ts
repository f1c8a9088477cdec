import { Address, Bytes } from "@graphprotocol/graph-ts";

import { Currency } from "../../generated/schema";
import { ZERO } from "../common/constants";
import { decimalsOf, symbolOf } from "../common/known-currencies";

/** The registry mentions every currency first, in whose context the known ones are named. */
export function getOrCreateCurrency(address: Bytes): Currency {
  let currency = Currency.load(address);
  if (currency == null) {
    currency = new Currency(address);
    currency.isNative = address.equals(Address.zero());
    currency.isAllowed = currency.isNative;
    currency.symbol = symbolOf(address);
    const decimals = decimalsOf(address);
    if (decimals >= 0) currency.decimals = decimals;
    currency.masterCount = 0;
    currency.sharesSold = 0;
    currency.primaryVolume = ZERO;
    currency.fees = ZERO;
    currency.feesWithdrawn = ZERO;
    currency.proceedsWithdrawn = ZERO;
    currency.deposited = ZERO;
    currency.artistCredited = ZERO;
    currency.claimed = ZERO;
    currency.artistCreditClaimed = ZERO;
    currency.resaleCount = 0;
    currency.resaleVolume = ZERO;
    currency.royaltyEarned = ZERO;
    currency.moverEarned = ZERO;
    currency.marketFees = ZERO;
    currency.marketFeesWithdrawn = ZERO;
  }
  return currency;
}
