import { ArtistUpdated } from "../../../generated/MasterRegistry/MasterRegistry";
import { Artist } from "../../../generated/schema";
import { optionalCidText } from "../../common/cid";
import { artistId } from "../../common/ids";
import { requestArtistProfile } from "../../store/artist-profile";

export function handleArtistUpdated(event: ArtistUpdated): void {
  const artist = Artist.load(artistId(event.params.artistId))!;
  artist.name = event.params.name;
  artist.profileCid = optionalCidText(event.params.profile.digest, event.params.profile.codec);
  artist.profile = requestArtistProfile(artist.profileCid);
  artist.save();
}
