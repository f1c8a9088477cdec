import { CoinTransfer } from "../../generated/schema";
import { Transfer } from "../../generated/templates/ArtistCoin/ArtistCoin";
import { eventId } from "../common/ids";

export function recordCoinTransfer(event: Transfer): void {
  const transfer = new CoinTransfer(eventId(event));
  transfer.coin = event.address;
  transfer.from = event.params.from;
  transfer.to = event.params.to;
  transfer.amount = event.params.value;
  transfer.block = event.block.number;
  transfer.timestamp = event.block.timestamp;
  transfer.transaction = event.transaction.hash;
  transfer.save();
}
