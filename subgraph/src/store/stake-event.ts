import { ethereum } from "@graphprotocol/graph-ts";

import { Share, StakeEvent } from "../../generated/schema";
import { eventId } from "../common/ids";

export function recordStakeEvent(kind: string, share: Share, event: ethereum.Event): void {
  const record = new StakeEvent(eventId(event));
  record.kind = kind;
  record.master = share.master;
  record.share = share.id;
  record.number = share.number;
  record.account = share.owner;
  if (kind == "UnstakeRequested") record.freeAt = share.freeAt;
  record.block = event.block.number;
  record.timestamp = event.block.timestamp;
  record.transaction = event.transaction.hash;
  record.save();
}
