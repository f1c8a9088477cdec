import { Address } from "@graphprotocol/graph-ts";

import { BountyCredit } from "../../generated/schema";
import { ZERO } from "../common/constants";
import { bountyCreditId } from "../common/ids";

/** The account is known. */
export function getOrCreateBountyCredit(account: Address, currency: Address): BountyCredit {
  const id = bountyCreditId(account, currency);
  let credit = BountyCredit.load(id);
  if (credit == null) {
    credit = new BountyCredit(id);
    credit.account = account;
    credit.currency = currency;
    credit.owed = ZERO;
    credit.credited = ZERO;
    credit.withdrawn = ZERO;
  }
  return credit;
}
