import { BigInt } from "@graphprotocol/graph-ts";

import { Master, RevenuePoint } from "../../generated/schema";

/** A data point; graph-node sets its id and time. */
export function recordRevenuePoint(master: Master, amount: BigInt): void {
  const point = new RevenuePoint();
  point.master = master.id;
  point.artist = master.artist;
  point.currency = master.currency;
  point.amount = amount;
  point.save();
}
