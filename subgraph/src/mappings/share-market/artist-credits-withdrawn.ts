import { ArtistCreditsWithdrawn } from "../../../generated/ShareMarket/ShareMarket";
import { artistId } from "../../common/ids";
import { getOrCreateAccountCurrency } from "../../store/account-currency";
import { getOrCreateArtistCurrency } from "../../store/artist-currency";
import { recordCreditWithdrawal } from "../../store/credit-withdrawal";

export function handleArtistCreditsWithdrawn(event: ArtistCreditsWithdrawn): void {
  const params = event.params;
  const artist = artistId(params.artistId);
  const ofArtist = getOrCreateArtistCurrency(artist, params.currency);
  ofArtist.royaltyWithdrawn = ofArtist.royaltyWithdrawn.plus(params.amount);
  ofArtist.save();

  const ofAccount = getOrCreateAccountCurrency(params.artist, params.currency);
  ofAccount.royaltyWithdrawn = ofAccount.royaltyWithdrawn.plus(params.amount);
  ofAccount.save();
  recordCreditWithdrawal(params.artist, artist, params.currency, params.to, params.amount, event);
}
