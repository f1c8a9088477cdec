import { Flash } from "../../../generated/templates/UniswapV3Pool/UniswapV3Pool";
import { loadCoinOf, movePool } from "../../store/coin";

/** What was borrowed is back; what was paid for it stays. */
export function handlePoolFlash(event: Flash): void {
  const coin = loadCoinOf(event.address);
  movePool(coin, event.params.paid0, event.params.paid1);
  coin.save();
}
