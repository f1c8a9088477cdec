import { GrantClaimed } from "../../generated/CoinGrants/CoinGrants";
import { CoinGrantClaim } from "../../generated/schema";
import { eventId } from "../common/ids";

export function recordCoinGrantClaim(event: GrantClaimed): void {
  const claim = new CoinGrantClaim(eventId(event));
  claim.coin = event.params.coin;
  claim.account = event.params.account;
  claim.to = event.params.to;
  claim.bought = event.params.bought.toI32();
  claim.amount = event.params.amount;
  claim.block = event.block.number;
  claim.timestamp = event.block.timestamp;
  claim.transaction = event.transaction.hash;
  claim.save();
}
