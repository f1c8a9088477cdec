import { Address, BigInt } from "@graphprotocol/graph-ts";

import { Master, MasterNumber } from "../../generated/schema";
import { masterNumberId } from "../common/ids";

export function recordMasterNumber(number: BigInt, shares: Address): void {
  const entry = new MasterNumber(masterNumberId(number));
  entry.master = shares;
  entry.save();
}

export function loadMasterByNumber(number: BigInt): Master | null {
  const entry = MasterNumber.load(masterNumberId(number));
  return entry == null ? null : Master.load(entry.master);
}
