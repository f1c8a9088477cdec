import { Address, BigInt } from "@graphprotocol/graph-ts";

import { Account } from "../../generated/schema";
import { getOrCreatePlatform } from "./platform";

/** Makes the account known. Returns its id, which is what links need. */
export function ensureAccount(address: Address, timestamp: BigInt): Address {
  if (Account.load(address) == null) {
    const account = new Account(address);
    account.createdAt = timestamp;
    account.save();

    const platform = getOrCreatePlatform();
    platform.accountCount += 1;
    platform.save();
  }
  return address;
}
