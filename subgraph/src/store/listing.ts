import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";

import { Listing, Master, Share } from "../../generated/schema";
import { eventId } from "../common/ids";
import { addListing, getOrCreateMarketApproval, removeListing } from "./market-approval";
import { getOrCreateTierMarket } from "./tier-market";

/** The market checked that it may move the share: by an approval of all the seller holds, or else of the one. */
export function openListing(
  share: Share,
  master: Master,
  price: BigInt,
  expiry: BigInt,
  event: ethereum.Event,
): void {
  endListing(share, master, "Replaced", event);
  const timestamp = event.block.timestamp;
  const seller = Address.fromBytes(share.owner);
  const approval = getOrCreateMarketApproval(master.id, seller, event.address, timestamp);

  const listing = new Listing(eventId(event));
  listing.market = event.address;
  listing.master = master.id;
  listing.artist = master.artist;
  listing.share = share.id;
  listing.number = share.number;
  listing.tier = share.tier;
  listing.seller = share.owner;
  listing.currency = master.currency;
  listing.price = price;
  listing.expiry = expiry;
  listing.version = share.version;
  listing.status = "Open";
  listing.isApproved = true;
  listing.isApprovedAlone = !approval.isApproved;
  listing.approval = approval.id;
  listing.createdAt = timestamp;
  listing.updatedAt = timestamp;
  listing.transaction = event.transaction.hash;
  listing.save();
  addListing(approval, listing.id);
  approval.save();

  share.listing = listing.id;
  share.lastListing = listing.id;
  countListing(master, share.tier, 1);
}

/** Ends the share's open listing, if there is one. The caller saves share and master. */
export function endListing(share: Share, master: Master, status: string, event: ethereum.Event): void {
  const id = share.listing;
  if (id === null) return;
  const listing = Listing.load(id)!;
  removeListing(listing);
  listing.status = status;
  listing.approval = null;
  listing.updatedAt = event.block.timestamp;
  listing.endedAt = event.block.timestamp;
  listing.endedTransaction = event.transaction.hash;
  listing.save();
  share.listing = null;
  countListing(master, share.tier, -1);
}

/** The listing that this very sale fulfilled: the transfer before it, in the same transaction, has ended it. */
export function markSold(share: Share, resale: Bytes): Bytes | null {
  const id = share.lastListing;
  if (id === null) return null;
  const listing = Listing.load(id)!;
  listing.status = "Sold";
  listing.resale = resale;
  listing.save();
  return id;
}

function countListing(master: Master, tier: i32, change: i32): void {
  master.listedCount += change;
  const market = getOrCreateTierMarket(master.id, tier);
  market.listedCount += change;
  market.save();
}
