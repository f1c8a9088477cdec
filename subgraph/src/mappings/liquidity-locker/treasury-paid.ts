import { TreasuryPaid } from "../../../generated/LiquidityLocker/LiquidityLocker";
import { loadCoinOf } from "../../store/coin";
import { recordCoinFeePayment } from "../../store/coin-fee-payment";
import { recordTreasuryFees } from "../../store/treasury-movement";

export function handleTreasuryPaid(event: TreasuryPaid): void {
  const coins = event.params.coinAmount;
  const native = event.params.nativeAmount;
  const coin = loadCoinOf(event.params.treasury);
  coin.treasuryPaidCoins = coin.treasuryPaidCoins.plus(coins);
  coin.treasuryPaidNative = coin.treasuryPaidNative.plus(native);
  coin.save();
  recordCoinFeePayment(coin, true, event.params.treasury, coins, native, event);
  recordTreasuryFees(coin, native, event);
}
