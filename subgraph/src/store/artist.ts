import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";

import { Artist } from "../../generated/schema";
import { FLAG_HIDDEN, FLAG_VERIFIED } from "../common/constants";
import { artistId } from "../common/ids";

export function createArtist(number: BigInt, account: Address, event: ethereum.Event): Artist {
  const artist = new Artist(artistId(number));
  artist.number = number;
  artist.account = account;
  artist.masterCount = 0;
  artist.sessionCount = 0;
  artist.createdAt = event.block.timestamp;
  artist.createdAtBlock = event.block.number;
  artist.createdTransaction = event.transaction.hash;
  setArtistFlags(artist, 0);
  return artist;
}

export function setArtistFlags(artist: Artist, flags: i32): void {
  artist.flags = flags;
  artist.isVerified = (flags & FLAG_VERIFIED) != 0;
  artist.isHidden = (flags & FLAG_HIDDEN) != 0;
}
