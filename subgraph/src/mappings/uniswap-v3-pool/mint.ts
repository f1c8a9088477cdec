import { Mint } from "../../../generated/templates/UniswapV3Pool/UniswapV3Pool";
import { loadCoinOf, movePool } from "../../store/coin";

export function handlePoolMint(event: Mint): void {
  const coin = loadCoinOf(event.address);
  movePool(coin, event.params.amount0, event.params.amount1);
  coin.save();
}
