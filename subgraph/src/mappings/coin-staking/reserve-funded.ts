import { ReserveFunded } from "../../../generated/templates/CoinStaking/CoinStaking";
import { ensureAccount } from "../../store/account";
import { loadCoinOf } from "../../store/coin";
import { newCoinStakeEvent } from "../../store/coin-stake-event";

export function handleReserveFunded(event: ReserveFunded): void {
  const now = event.block.timestamp;
  const coin = loadCoinOf(event.address);
  coin.reserve = event.params.reserve;
  coin.baseRate = event.params.baseRate;
  coin.streamedAt = now;
  coin.save();
  const from = ensureAccount(event.params.from, now);
  newCoinStakeEvent(coin, from, "Fund", event.params.amount, event).save();
}
