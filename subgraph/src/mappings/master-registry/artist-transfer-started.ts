import { Address } from "@graphprotocol/graph-ts";

import { ArtistTransferStarted } from "../../../generated/MasterRegistry/MasterRegistry";
import { Artist } from "../../../generated/schema";
import { artistId } from "../../common/ids";
import { ensureAccount } from "../../store/account";

export function handleArtistTransferStarted(event: ArtistTransferStarted): void {
  const artist = Artist.load(artistId(event.params.artistId))!;
  if (event.params.to.equals(Address.zero())) {
    artist.pendingAccount = null;
  } else {
    artist.pendingAccount = ensureAccount(event.params.to, event.block.timestamp);
  }
  artist.save();
}
