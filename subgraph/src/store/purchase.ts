import { Address, ethereum } from "@graphprotocol/graph-ts";

import { Holder, Master, Purchase } from "../../generated/schema";
import { ZERO } from "../common/constants";
import { purchaseId } from "../common/ids";
import { isInPresale } from "./master";
import { getOrCreatePlatform } from "./platform";

/** Adds a sold share to the purchase of this transaction, buyer and master. */
export function addToPurchase(
  master: Master,
  holder: Holder,
  buyer: Address,
  number: i32,
  event: ethereum.Event,
): Purchase {
  const id = purchaseId(event, master.id, buyer);
  let purchase = Purchase.loadInBlock(id);
  if (purchase == null) {
    purchase = new Purchase(id);
    purchase.master = master.id;
    purchase.artist = master.artist;
    purchase.buyer = buyer;
    purchase.holder = holder.id;
    purchase.currency = master.currency;
    purchase.count = 0;
    purchase.firstNumber = number;
    purchase.price = master.price;
    purchase.amount = ZERO;
    purchase.isPresale = isInPresale(master, event.block.timestamp);
    purchase.block = event.block.number;
    purchase.timestamp = event.block.timestamp;
    purchase.transaction = event.transaction.hash;

    master.purchaseCount += 1;
    const platform = getOrCreatePlatform();
    platform.purchaseCount += 1;
    platform.save();
  }
  purchase.count += 1;
  purchase.lastNumber = number;
  purchase.amount = purchase.amount.plus(master.price);
  purchase.save();
  return purchase;
}
