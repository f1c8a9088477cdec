import { ArtistFlagsSet } from "../../../generated/MasterRegistry/MasterRegistry";
import { Artist } from "../../../generated/schema";
import { artistId } from "../../common/ids";
import { setArtistFlags } from "../../store/artist";

export function handleArtistFlagsSet(event: ArtistFlagsSet): void {
  const artist = Artist.load(artistId(event.params.artistId))!;
  setArtistFlags(artist, event.params.flags);
  artist.save();
}
