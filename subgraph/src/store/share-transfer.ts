import { ethereum } from "@graphprotocol/graph-ts";

import { Holder, Share, ShareTransfer } from "../../generated/schema";
import { eventId } from "../common/ids";

export function recordShareTransfer(share: Share, from: Holder, to: Holder, event: ethereum.Event): void {
  const transfer = new ShareTransfer(eventId(event));
  transfer.master = share.master;
  transfer.share = share.id;
  transfer.number = share.number;
  transfer.from = from.account;
  transfer.to = to.account;
  transfer.block = event.block.number;
  transfer.timestamp = event.block.timestamp;
  transfer.transaction = event.transaction.hash;
  transfer.save();
}
