import { Collect } from "../../../generated/templates/UniswapV3Pool/UniswapV3Pool";
import { loadCoinOf, movePool } from "../../store/coin";

/** What positions earned, and what their owners took out, leaves the pool. */
export function handlePoolCollect(event: Collect): void {
  const coin = loadCoinOf(event.address);
  movePool(coin, event.params.amount0.neg(), event.params.amount1.neg());
  coin.save();
}
