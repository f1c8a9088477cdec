import { ArtistTransferred } from "../../../generated/MasterRegistry/MasterRegistry";
import { Artist } from "../../../generated/schema";
import { artistId } from "../../common/ids";
import { recordArtistTransfer } from "../../store/artist-transfer";
import { ensureAccount } from "../../store/account";

export function handleArtistTransferred(event: ArtistTransferred): void {
  const artist = Artist.load(artistId(event.params.artistId))!;
  artist.account = ensureAccount(event.params.to, event.block.timestamp);
  artist.pendingAccount = null;
  artist.save();
  recordArtistTransfer(artist.id, event.params.from, event.params.to, event);
}
