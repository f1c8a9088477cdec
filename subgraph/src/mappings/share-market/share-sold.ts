import { Address, Bytes } from "@graphprotocol/graph-ts";

import { Master, Share } from "../../../generated/schema";
import { ShareSold } from "../../../generated/ShareMarket/ShareMarket";
import { ZERO } from "../../common/constants";
import { eventId } from "../../common/ids";
import { getOrCreateAccountCurrency } from "../../store/account-currency";
import { getOrCreateArtistCurrency } from "../../store/artist-currency";
import { getOrCreateCurrency } from "../../store/currency";
import { loadHolder } from "../../store/holder";
import { markSold } from "../../store/listing";
import { endOffer } from "../../store/offer";
import { getOrCreatePlatform } from "../../store/platform";
import { netOf, recordResale, recordResalePoint } from "../../store/resale";
import { loadShare } from "../../store/share";
import { getOrCreateTierMarket } from "../../store/tier-market";

/** The share's transfer comes before, in the same transaction. */
export function handleShareSold(event: ShareSold): void {
  const master = Master.load(event.params.shares);
  if (master == null) return;
  const share = loadShare(master, event.params.id);

  let listing: Bytes | null = null;
  let offer: Bytes | null = null;
  if (event.params.offerId.equals(ZERO)) listing = markSold(share, eventId(event));
  else {
    offer = endOffer(event.params.offerId, "Accepted", eventId(event), event)!.id;
    master.openOfferCount -= 1;
  }
  addToShare(share, event);
  addToMaster(master, event);
  addToTotals(master, event);
  addToAccounts(master, share, event);
  addToTier(master, share, event);
  recordResale(master, share, listing, offer, event);
}

function addToShare(share: Share, event: ShareSold): void {
  share.resaleCount += 1;
  share.lastResalePrice = event.params.price;
  share.lastResaleAt = event.block.timestamp;
  share.moverEarned = share.moverEarned.plus(event.params.moverAmount);
  share.save();
}

function addToMaster(master: Master, event: ShareSold): void {
  master.resaleCount += 1;
  master.resaleVolume = master.resaleVolume.plus(event.params.price);
  master.royaltyEarned = master.royaltyEarned.plus(event.params.artistAmount);
  master.moverEarned = master.moverEarned.plus(event.params.moverAmount);
  master.lastResalePrice = event.params.price;
  master.lastResaleAt = event.block.timestamp;
  master.save();
}

function addToTotals(master: Master, event: ShareSold): void {
  const params = event.params;
  const currency = getOrCreateCurrency(master.currency);
  currency.resaleCount += 1;
  currency.resaleVolume = currency.resaleVolume.plus(params.price);
  currency.royaltyEarned = currency.royaltyEarned.plus(params.artistAmount);
  currency.moverEarned = currency.moverEarned.plus(params.moverAmount);
  currency.marketFees = currency.marketFees.plus(params.fee);
  currency.save();

  const ofArtist = getOrCreateArtistCurrency(master.artist, master.currency);
  ofArtist.resaleCount += 1;
  ofArtist.resaleVolume = ofArtist.resaleVolume.plus(params.price);
  ofArtist.royaltyEarned = ofArtist.royaltyEarned.plus(params.artistAmount);
  ofArtist.moverEarned = ofArtist.moverEarned.plus(params.moverAmount);
  ofArtist.save();

  const platform = getOrCreatePlatform();
  platform.resaleCount += 1;
  platform.save();
}

function addToAccounts(master: Master, share: Share, event: ShareSold): void {
  const params = event.params;
  const ofBuyer = getOrCreateAccountCurrency(params.buyer, master.currency);
  ofBuyer.resaleSpent = ofBuyer.resaleSpent.plus(params.price);
  ofBuyer.save();

  const ofSeller = getOrCreateAccountCurrency(params.seller, master.currency);
  ofSeller.resaleEarned = ofSeller.resaleEarned.plus(netOf(event));
  ofSeller.save();

  const mover = share.mover;
  if (mover === null) return;
  const ofMover = getOrCreateAccountCurrency(mover, master.currency);
  ofMover.moverEarned = ofMover.moverEarned.plus(params.moverAmount);
  ofMover.marketCredited = ofMover.marketCredited.plus(params.moverAmount);
  ofMover.save();

  const holder = loadHolder(master, Address.fromBytes(mover));
  holder.moverEarned = holder.moverEarned.plus(params.moverAmount);
  holder.save();
}

function addToTier(master: Master, share: Share, event: ShareSold): void {
  const tier = getOrCreateTierMarket(master.id, share.tier);
  tier.resaleCount += 1;
  tier.resaleVolume = tier.resaleVolume.plus(event.params.price);
  tier.lastResalePrice = event.params.price;
  tier.lastResaleAt = event.block.timestamp;
  tier.save();
  recordResalePoint(master, tier.id, event);
}
