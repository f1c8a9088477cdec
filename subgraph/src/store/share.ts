import { Address, BigInt } from "@graphprotocol/graph-ts";

import { Holder, Master, Purchase, Share } from "../../generated/schema";
import { ZERO } from "../common/constants";
import { shareId } from "../common/ids";
import { LAST_TIER, rateOfTier, tierOfNumber } from "../common/royalties";

export function loadShare(master: Master, id: BigInt): Share {
  return Share.load(shareId(master.id, id.toI32()))!;
}

/** @param purchase The purchase it was sold in; null for a share that the artist minted. */
export function createShare(
  master: Master,
  number: i32,
  holder: Holder,
  purchase: Purchase | null,
  timestamp: BigInt,
): void {
  const tier = purchase == null ? LAST_TIER : tierOfNumber(number);
  const share = new Share(shareId(master.id, number));
  share.master = master.id;
  share.number = number;
  share.owner = holder.account;
  share.holder = holder.id;
  share.tier = tier;
  share.royaltyRate = rateOfTier(master, tier);
  share.version = 0;
  share.transferCount = 0;
  share.stakeStatus = "Free";
  share.mintedAt = timestamp;
  share.ownedSince = timestamp;
  share.resaleCount = 0;
  share.moverEarned = ZERO;
  if (purchase != null) {
    share.purchase = purchase.id;
    share.buyer = holder.account;
    if (tier < LAST_TIER) share.mover = holder.account;
  }
  share.save();
}

export function moveShare(share: Share, to: Address, holder: Holder, timestamp: BigInt): void {
  if (share.owner.notEqual(to)) share.ownedSince = timestamp;
  share.owner = to;
  share.holder = holder.id;
  share.version += 1;
  share.transferCount += 1;
  freeShare(share);
}

export function stakeShare(share: Share, timestamp: BigInt): void {
  share.stakeStatus = "Staked";
  share.stakedAt = timestamp;
  share.freeAt = null;
  share.version += 1;
}

export function freeShare(share: Share): void {
  share.stakeStatus = "Free";
  share.stakedAt = null;
  share.freeAt = null;
}
