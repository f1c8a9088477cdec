import { Master } from "../../../generated/schema";
import { ArtistCreditClaimed } from "../../../generated/DividendVault/DividendVault";
import { getOrCreateAccountCurrency } from "../../store/account-currency";
import { recordArtistCreditClaim } from "../../store/artist-credit-claim";
import { getOrCreateArtistCurrency } from "../../store/artist-currency";
import { getOrCreateCurrency } from "../../store/currency";

export function handleArtistCreditClaimed(event: ArtistCreditClaimed): void {
  const master = Master.load(event.params.master);
  if (master == null) return;

  const amount = event.params.amount;
  master.artistCreditClaimed = master.artistCreditClaimed.plus(amount);
  master.save();

  const currency = getOrCreateCurrency(master.currency);
  currency.artistCreditClaimed = currency.artistCreditClaimed.plus(amount);
  currency.save();

  const ofArtist = getOrCreateArtistCurrency(master.artist, master.currency);
  ofArtist.artistCreditClaimed = ofArtist.artistCreditClaimed.plus(amount);
  ofArtist.save();

  const ofAccount = getOrCreateAccountCurrency(event.params.artist, master.currency);
  ofAccount.artistCreditClaimed = ofAccount.artistCreditClaimed.plus(amount);
  ofAccount.save();

  recordArtistCreditClaim(master, event);
}
