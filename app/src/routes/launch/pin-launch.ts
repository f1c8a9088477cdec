import { parseCredits, type LaunchNumbers } from "#lib/format/launch.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { encodeDocument } from "#lib/relay/documents.ts";
import type { FileUpload } from "#lib/state/file-upload.svelte.ts";
import type { LaunchDraft } from "./draft.svelte.ts";

export interface LaunchCids {
  readonly audioCid: string;
  readonly coverCid: string;
  readonly metadataCid: string;
  readonly presaleCid: string | null;
}

type Presale = NonNullable<LaunchNumbers["presale"]>;

/** The published form of a presale list, whose root the contract will know. */
export function presaleDocument({ entries }: Presale, root: Hex): Blob {
  return encodeDocument("presale", {
    format: "audifi-presale-1",
    root,
    entries: entries.map(([account, most]) => [account, most]),
  });
}

/** The metadata document of a master whose files are pinned. */
export function metadataDocument(
  { fields, audio }: LaunchDraft,
  artist: string,
  { audioCid, coverCid }: Pick<LaunchCids, "audioCid" | "coverCid">,
): Blob {
  const credits = parseCredits(fields.credits);
  const { facts } = audio;
  return encodeDocument("metadata", {
    name: fields.title.trim(),
    artist,
    description: fields.description.trim(),
    image: `ipfs://${coverCid}`,
    animation_url: `ipfs://${audioCid}`,
    ...(fields.genre.trim() ? { genre: fields.genre.trim() } : {}),
    ...(credits.length > 0 ? { credits } : {}),
    ...(facts ? { duration: facts.duration, waveform: [...facts.waveform] } : {}),
  });
}

/** Uploads a chosen file, or waits for the upload that is under way. */
export function pinned(network: NetworkConfig, upload: FileUpload | null): Promise<string> {
  if (upload === null) throw new Error("the form was launched without its files");
  return upload.run(network);
}
