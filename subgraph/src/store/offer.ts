import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";

import { Master, Offer } from "../../generated/schema";
import { OfferMade } from "../../generated/ShareMarket/ShareMarket";
import { ZERO } from "../common/constants";
import { offerId, shareId } from "../common/ids";
import { ensureAccount } from "./account";

export function openOffer(master: Master, event: OfferMade): void {
  const params = event.params;
  const offer = new Offer(offerId(event.address, params.offerId));
  offer.market = event.address;
  offer.number = params.offerId;
  offer.master = master.id;
  offer.artist = master.artist;
  if (params.id.notEqual(ZERO)) {
    offer.share = shareId(master.id, params.id.toI32());
    offer.shareNumber = params.id.toI32();
  }
  offer.bidder = ensureAccount(params.bidder, event.block.timestamp);
  offer.currency = params.currency;
  offer.amount = params.amount;
  offer.expiry = params.expiry;
  offer.status = "Open";
  offer.createdAt = event.block.timestamp;
  offer.transaction = event.transaction.hash;
  offer.save();
  master.openOfferCount += 1;
}

/** Ends an offer; null where its master is unknown. The caller saves nothing but what it changes itself. */
export function endOffer(
  number: BigInt,
  status: string,
  resale: Bytes | null,
  event: ethereum.Event,
): Offer | null {
  const offer = Offer.load(offerId(event.address, number));
  if (offer == null) return null;
  offer.status = status;
  offer.resale = resale;
  offer.endedAt = event.block.timestamp;
  offer.save();
  return offer;
}
