import { ArtistPaid } from "../../../generated/LiquidityLocker/LiquidityLocker";
import { Artist } from "../../../generated/schema";
import { artistId } from "../../common/ids";
import { loadCoin } from "../../store/coin";
import { recordCoinFeePayment } from "../../store/coin-fee-payment";

export function handleArtistPaid(event: ArtistPaid): void {
  const coins = event.params.coinAmount;
  const native = event.params.nativeAmount;
  const coin = loadCoin(Artist.load(artistId(event.params.artistId))!.coin!);
  coin.artistPaidCoins = coin.artistPaidCoins.plus(coins);
  coin.artistPaidNative = coin.artistPaidNative.plus(native);
  coin.save();
  recordCoinFeePayment(coin, false, event.params.to, coins, native, event);
}
