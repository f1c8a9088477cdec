import { CoinDelegation } from "../../generated/schema";
import { DelegateChanged } from "../../generated/templates/ArtistCoin/ArtistCoin";
import { eventId } from "../common/ids";

export function recordCoinDelegation(event: DelegateChanged): void {
  const delegation = new CoinDelegation(eventId(event));
  delegation.coin = event.address;
  delegation.delegator = event.params.delegator;
  delegation.from = event.params.fromDelegate;
  delegation.to = event.params.toDelegate;
  delegation.block = event.block.number;
  delegation.timestamp = event.block.timestamp;
  delegation.transaction = event.transaction.hash;
  delegation.save();
}
