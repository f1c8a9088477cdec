import { BigInt } from "@graphprotocol/graph-ts";

import { ClaimPoint, Master } from "../../generated/schema";

/** A data point; graph-node sets its id and time. */
export function recordClaimPoint(master: Master, amount: BigInt): void {
  const point = new ClaimPoint();
  point.master = master.id;
  point.artist = master.artist;
  point.currency = master.currency;
  point.amount = amount;
  point.save();
}
