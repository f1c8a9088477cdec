import { Bytes } from "@graphprotocol/graph-ts";

import { ArtistCurrency } from "../../generated/schema";
import { ZERO } from "../common/constants";
import { artistCurrencyId } from "../common/ids";

export function getOrCreateArtistCurrency(artist: string, currency: Bytes): ArtistCurrency {
  const id = artistCurrencyId(artist, currency);
  let totals = ArtistCurrency.load(id);
  if (totals == null) {
    totals = new ArtistCurrency(id);
    totals.artist = artist;
    totals.currency = currency;
    totals.sharesSold = 0;
    totals.primaryVolume = ZERO;
    totals.fees = ZERO;
    totals.proceedsWithdrawn = ZERO;
    totals.deposited = ZERO;
    totals.artistCredited = ZERO;
    totals.artistCreditClaimed = ZERO;
    totals.claimed = ZERO;
    totals.resaleCount = 0;
    totals.resaleVolume = ZERO;
    totals.royaltyEarned = ZERO;
    totals.royaltyWithdrawn = ZERO;
    totals.moverEarned = ZERO;
  }
  return totals;
}
