import { ArtistCreditClaimed } from "../../generated/DividendVault/DividendVault";
import { ArtistCreditClaim, Master } from "../../generated/schema";
import { eventId } from "../common/ids";

export function recordArtistCreditClaim(master: Master, event: ArtistCreditClaimed): void {
  const claim = new ArtistCreditClaim(eventId(event));
  claim.master = master.id;
  claim.artist = master.artist;
  claim.account = event.params.artist;
  claim.currency = master.currency;
  claim.to = event.params.to;
  claim.amount = event.params.amount;
  claim.block = event.block.number;
  claim.timestamp = event.block.timestamp;
  claim.transaction = event.transaction.hash;
  claim.save();
}
