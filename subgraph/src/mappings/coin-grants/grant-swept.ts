import { GrantSwept } from "../../../generated/CoinGrants/CoinGrants";
import { loadCoin } from "../../store/coin";

export function handleGrantSwept(event: GrantSwept): void {
  const coin = loadCoin(event.params.coin);
  coin.grantsSwept = event.params.amount;
  coin.save();
}
