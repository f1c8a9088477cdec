import { ArtistRegistered } from "../../../generated/MasterRegistry/MasterRegistry";
import { optionalCidText } from "../../common/cid";
import { ensureAccount } from "../../store/account";
import { createArtist } from "../../store/artist";
import { requestArtistProfile } from "../../store/artist-profile";
import { getOrCreatePlatform } from "../../store/platform";

export function handleArtistRegistered(event: ArtistRegistered): void {
  const account = ensureAccount(event.params.account, event.block.timestamp);
  const artist = createArtist(event.params.artistId, account, event);
  artist.name = event.params.name;
  artist.profileCid = optionalCidText(event.params.profile.digest, event.params.profile.codec);
  artist.profile = requestArtistProfile(artist.profileCid);
  artist.save();

  const platform = getOrCreatePlatform();
  platform.artistCount += 1;
  platform.save();
}
