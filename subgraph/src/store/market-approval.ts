import { Address, BigInt, Bytes } from "@graphprotocol/graph-ts";

import { Listing, MarketApproval } from "../../generated/schema";
import { marketApprovalId } from "../common/ids";

export function getOrCreateMarketApproval(
  master: Bytes,
  account: Address,
  market: Address,
  timestamp: BigInt,
): MarketApproval {
  const id = marketApprovalId(master, account, market);
  let approval = MarketApproval.load(id);
  if (approval == null) {
    approval = new MarketApproval(id);
    approval.master = master;
    approval.account = account;
    approval.market = market;
    approval.isApproved = false;
    approval.listings = [];
    approval.updatedAt = timestamp;
  }
  return approval;
}

export function addListing(approval: MarketApproval, listing: Bytes): void {
  approval.listings = approval.listings.concat([listing]);
}

/** Takes an open listing out of those that rest on its approval. */
export function removeListing(listing: Listing): void {
  const approval = loadMarketApproval(listing);
  const listings = approval.listings;
  listings.splice(listings.indexOf(listing.id), 1);
  approval.listings = listings;
  approval.save();
}

/** The approval that an open listing rests on. */
export function loadMarketApproval(listing: Listing): MarketApproval {
  return MarketApproval.load(listing.approval!)!;
}
