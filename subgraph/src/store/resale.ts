import { BigInt, Bytes } from "@graphprotocol/graph-ts";

import { Master, Resale, ResalePoint, Share } from "../../generated/schema";
import { ShareSold } from "../../generated/ShareMarket/ShareMarket";
import { eventId } from "../common/ids";

/** Price less royalty and fee. */
export function netOf(event: ShareSold): BigInt {
  const params = event.params;
  return params.price.minus(params.artistAmount).minus(params.moverAmount).minus(params.fee);
}

export function recordResale(
  master: Master,
  share: Share,
  listing: Bytes | null,
  offer: Bytes | null,
  event: ShareSold,
): void {
  const params = event.params;
  const resale = new Resale(eventId(event));
  resale.market = event.address;
  resale.master = master.id;
  resale.artist = master.artist;
  resale.share = share.id;
  resale.number = share.number;
  resale.tier = share.tier;
  resale.seller = params.seller;
  resale.buyer = params.buyer;
  resale.mover = share.mover;
  resale.currency = master.currency;
  resale.price = params.price;
  resale.net = netOf(event);
  resale.artistAmount = params.artistAmount;
  resale.moverAmount = params.moverAmount;
  resale.fee = params.fee;
  resale.listing = listing;
  resale.offer = offer;
  resale.block = event.block.number;
  resale.timestamp = event.block.timestamp;
  resale.transaction = event.transaction.hash;
  resale.save();
}

/** A data point; graph-node sets its id and time. */
export function recordResalePoint(master: Master, tierMarket: Bytes, event: ShareSold): void {
  const point = new ResalePoint();
  point.master = master.id;
  point.tierMarket = tierMarket;
  point.artist = master.artist;
  point.currency = master.currency;
  point.price = event.params.price;
  point.royalty = event.params.artistAmount.plus(event.params.moverAmount);
  point.save();
}
