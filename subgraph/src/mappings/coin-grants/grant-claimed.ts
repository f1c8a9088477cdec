import { GrantClaimed } from "../../../generated/CoinGrants/CoinGrants";
import { loadCoin } from "../../store/coin";
import { recordCoinGrantClaim } from "../../store/coin-grant-claim";
import { getOrCreateCoinHolder } from "../../store/coin-holder";

export function handleGrantClaimed(event: GrantClaimed): void {
  const amount = event.params.amount;
  const coin = loadCoin(event.params.coin);
  coin.grantsClaimed = coin.grantsClaimed.plus(amount);
  coin.grantClaimCount += 1;
  coin.save();

  const holder = getOrCreateCoinHolder(coin.id, event.params.account, event.block.timestamp);
  holder.grantClaimed = amount;
  holder.save();
  recordCoinGrantClaim(event);
}
