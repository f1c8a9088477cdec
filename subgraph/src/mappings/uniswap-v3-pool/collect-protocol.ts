import { CollectProtocol } from "../../../generated/templates/UniswapV3Pool/UniswapV3Pool";
import { loadCoinOf, movePool } from "../../store/coin";

/** What Uniswap's governance takes, where it has a fee. */
export function handlePoolCollectProtocol(event: CollectProtocol): void {
  const coin = loadCoinOf(event.address);
  movePool(coin, event.params.amount0.neg(), event.params.amount1.neg());
  coin.save();
}
