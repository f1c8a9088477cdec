import { Address, ethereum } from "@graphprotocol/graph-ts";

import { ArtistTransfer } from "../../generated/schema";
import { eventId } from "../common/ids";

export function recordArtistTransfer(
  artist: string,
  from: Address,
  to: Address,
  event: ethereum.Event,
): void {
  const transfer = new ArtistTransfer(eventId(event));
  transfer.artist = artist;
  transfer.from = from;
  transfer.to = to;
  transfer.block = event.block.number;
  transfer.timestamp = event.block.timestamp;
  transfer.transaction = event.transaction.hash;
  transfer.save();
}
