import { DividendsClaimed } from "../../generated/DividendVault/DividendVault";
import { Claim, ClaimCall, Holder, Master } from "../../generated/schema";
import { eventId } from "../common/ids";

export function recordClaim(master: Master, holder: Holder, call: ClaimCall, event: DividendsClaimed): void {
  const claim = new Claim(eventId(event));
  claim.master = master.id;
  claim.artist = master.artist;
  claim.account = holder.account;
  claim.holder = holder.id;
  claim.call = call.id;
  claim.currency = master.currency;
  claim.amount = event.params.amount;
  claim.block = event.block.number;
  claim.timestamp = event.block.timestamp;
  claim.transaction = event.transaction.hash;
  claim.save();
}
