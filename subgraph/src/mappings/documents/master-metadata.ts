import { Bytes, dataSource } from "@graphprotocol/graph-ts";

import { MasterMetadata } from "../../../generated/schema";
import {
  flagOf,
  pairsOf,
  parseObject,
  textOf,
  textsOf,
  wholeNumberOf,
  wholeNumbersOf,
} from "../../common/json";

const MAX_PEAK = 100;

export function handleMasterMetadata(content: Bytes): void {
  const metadata = new MasterMetadata(dataSource.stringParam());
  const document = parseObject(content);
  metadata.isValid = document != null;
  metadata.tags = [];
  metadata.credits = [];
  metadata.waveform = [];
  if (document != null) {
    metadata.name = textOf(document, "name");
    metadata.description = textOf(document, "description");
    metadata.image = textOf(document, "image");
    metadata.animationUrl = textOf(document, "animation_url");
    metadata.externalUrl = textOf(document, "external_url");
    metadata.genre = textOf(document, "genre");
    metadata.tags = textsOf(document, "tags");
    metadata.credits = pairsOf(document, "credits", "name", "role");
    metadata.isrc = textOf(document, "isrc");
    metadata.language = textOf(document, "language");
    metadata.releaseDate = textOf(document, "releaseDate");
    metadata.key = textOf(document, "key");
    metadata.license = textOf(document, "license");
    metadata.waveform = wholeNumbersOf(document, "waveform", MAX_PEAK);

    const duration = wholeNumberOf(document, "duration");
    if (duration >= 0) metadata.duration = duration;
    const bpm = wholeNumberOf(document, "bpm");
    if (bpm >= 0) metadata.bpm = bpm;
    const explicit = flagOf(document, "explicit");
    if (explicit >= 0) metadata.isExplicit = explicit == 1;
  }
  metadata.save();
}
