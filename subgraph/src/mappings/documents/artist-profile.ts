import { Bytes, dataSource } from "@graphprotocol/graph-ts";

import { ArtistProfile } from "../../../generated/schema";
import { parseObject, textOf, textsOf } from "../../common/json";

export function handleArtistProfile(content: Bytes): void {
  const profile = new ArtistProfile(dataSource.stringParam());
  const document = parseObject(content);
  profile.isValid = document != null;
  profile.links = [];
  if (document != null) {
    profile.name = textOf(document, "name");
    profile.bio = textOf(document, "bio");
    profile.genre = textOf(document, "genre");
    const avatar = textOf(document, "avatar");
    profile.avatar = avatar === null ? textOf(document, "image") : avatar;
    profile.banner = textOf(document, "banner");
    profile.location = textOf(document, "location");
    profile.links = textsOf(document, "links");
  }
  profile.save();
}
