import { PositionLocked } from "../../../generated/LiquidityLocker/LiquidityLocker";
import { recordCoinContract } from "../../store/coin-contract";

/** Everything else about a position is in `CoinLaunched`, which follows. */
export function handlePositionLocked(event: PositionLocked): void {
  recordCoinContract(event.address, "Locker", null);
}
