import { FeesCollected } from "../../generated/LiquidityLocker/LiquidityLocker";
import { CoinFeeCollection, CoinPosition } from "../../generated/schema";
import { eventId } from "../common/ids";
import { ensureAccount } from "./account";

export function recordCoinFeeCollection(position: CoinPosition, event: FeesCollected): void {
  const collection = new CoinFeeCollection(eventId(event));
  collection.coin = position.coin;
  collection.position = position.id;
  collection.account = ensureAccount(event.transaction.from, event.block.timestamp);
  collection.coinAmount = event.params.coinAmount;
  collection.nativeAmount = event.params.nativeAmount;
  collection.artistCoinAmount = event.params.artistCoinAmount;
  collection.artistNativeAmount = event.params.artistNativeAmount;
  collection.block = event.block.number;
  collection.timestamp = event.block.timestamp;
  collection.transaction = event.transaction.hash;
  collection.save();
}
