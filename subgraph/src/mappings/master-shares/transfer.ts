import { Address } from "@graphprotocol/graph-ts";

import { Holder, Master, Purchase } from "../../../generated/schema";
import { Transfer } from "../../../generated/templates/MasterShares/MasterShares";
import { getOrCreateAccountCurrency } from "../../store/account-currency";
import { getOrCreateArtistCurrency } from "../../store/artist-currency";
import { getOrCreateCurrency } from "../../store/currency";
import { addShare, getOrCreateHolder, loadHolder, removeShare, settle } from "../../store/holder";
import { endListing } from "../../store/listing";
import { addArtistMint, addSale, isOnSale, loadMaster } from "../../store/master";
import { addToPurchase } from "../../store/purchase";
import { createShare, loadShare, moveShare } from "../../store/share";
import { recordShareSale } from "../../store/share-sale";
import { recordShareTransfer } from "../../store/share-transfer";

export function handleTransfer(event: Transfer): void {
  if (event.params.from.equals(Address.zero())) mint(event);
  else move(event);
}

/** Purchases emit nothing but this: one event per share. */
function mint(event: Transfer): void {
  const timestamp = event.block.timestamp;
  const master = loadMaster(event);
  const number = event.params.tokenId.toI32();
  const holder = getOrCreateHolder(master, event.params.to, timestamp);
  settle(holder, master.acc, timestamp);
  addShare(holder, master);

  let purchase: Purchase | null = null;
  if (isOnSale(master, timestamp)) purchase = sell(master, holder, number, event);
  else addArtistMint(master);
  holder.save();
  master.save();
  createShare(master, number, holder, purchase, timestamp);
}

function sell(master: Master, holder: Holder, number: i32, event: Transfer): Purchase {
  const price = master.price;
  const fee = addSale(master, event.block.timestamp);
  holder.bought += 1;
  holder.spent = holder.spent.plus(price);

  const currency = getOrCreateCurrency(master.currency);
  currency.sharesSold += 1;
  currency.primaryVolume = currency.primaryVolume.plus(price);
  currency.fees = currency.fees.plus(fee);
  currency.save();

  const ofArtist = getOrCreateArtistCurrency(master.artist, master.currency);
  ofArtist.sharesSold += 1;
  ofArtist.primaryVolume = ofArtist.primaryVolume.plus(price);
  ofArtist.fees = ofArtist.fees.plus(fee);
  ofArtist.save();

  const ofBuyer = getOrCreateAccountCurrency(event.params.to, master.currency);
  ofBuyer.spent = ofBuyer.spent.plus(price);
  ofBuyer.save();

  recordShareSale(master);
  return addToPurchase(master, holder, event.params.to, number, event);
}

function move(event: Transfer): void {
  const timestamp = event.block.timestamp;
  const master = loadMaster(event);
  const share = loadShare(master, event.params.tokenId);
  const from = loadHolder(master, event.params.from);
  settle(from, master.acc, timestamp);
  endListing(share, master, "Ended", event);

  if (event.params.to.equals(event.params.from)) {
    moveShare(share, event.params.to, from, timestamp);
    recordShareTransfer(share, from, from, event);
  } else {
    const to = getOrCreateHolder(master, event.params.to, timestamp);
    settle(to, master.acc, timestamp);
    removeShare(from, master);
    addShare(to, master);
    to.save();
    moveShare(share, event.params.to, to, timestamp);
    recordShareTransfer(share, from, to, event);
  }
  master.transferCount += 1;
  from.save();
  share.save();
  master.save();
}
