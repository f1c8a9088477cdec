import { UnusableFile } from "#lib/format/findings.ts";
import { normaliseLongText } from "#lib/format/long-text.ts";
import type { NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import type { OptionKind } from "#lib/format/studio.ts";
import { readAudio, readCover } from "#lib/state/media.ts";
import { outcomeOfUpload } from "#lib/state/uploads.svelte.ts";
import { FileSlot } from "../launch/file-slot.svelte.ts";

/** What is kept of a chosen recording or picture: how long it is; null where it has no length. */
export interface MediaFacts {
  readonly duration: number | null;
}

const NO_LENGTH: MediaFacts = { duration: null };

/** A place for a file of an option. A text needs none; what is in its file is a longer one. */
export function mediaSlot(kind: OptionKind): FileSlot<MediaFacts> {
  if (kind === "text") return new FileSlot("text", () => Promise.resolve(NO_LENGTH));
  if (kind === "audio") {
    return new FileSlot("audio", async (file) => ({ duration: (await readAudio(file)).measure.duration }));
  }
  return new FileSlot("cover", async (file) => {
    await readCover(file);
    return NO_LENGTH;
  });
}

/** Makes what was typed the file of its slot; an upload of the same text goes on. */
export async function settleText(slot: FileSlot<MediaFacts>, typed: string): Promise<void> {
  const text = normaliseLongText(typed);
  const settled = slot.file === null ? "" : await slot.file.text();
  if (text === settled) return;
  await slot.choose(text === "" ? null : new File([text], "text.txt", { type: "text/plain" }));
}

/** Uploads a chosen file, or waits for it, and goes on with its CID; what goes wrong is an outcome. */
export async function afterUpload(
  network: NetworkConfig,
  slot: Pick<FileSlot<MediaFacts>, "upload"> | null,
  then: (cid: string | null) => Promise<Outcome>,
): Promise<Outcome> {
  let cid: string | null = null;
  try {
    if (slot !== null) {
      if (slot.upload === null) throw new UnusableFile("no file was chosen");
      cid = await slot.upload.run(network);
    }
  } catch (error) {
    if (error instanceof Error && error.name === "Paused") return { status: "cancelled" };
    return outcomeOfUpload(error);
  }
  return then(cid);
}

/** Why there is no file to send yet; null when there is one. */
export function missingFile(
  { file, isReading }: Pick<FileSlot<MediaFacts>, "file" | "isReading">,
  words: string,
): string | null {
  if (isReading) return "This file is still being looked at. Try again in a moment.";
  return file === null ? words : null;
}

export const MEDIA_ACCEPT: Readonly<Record<Exclude<OptionKind, "text">, string>> = {
  audio: "audio/*,.flac,.wav",
  image: "image/png,image/jpeg,image/webp",
};

export const MEDIA_HINTS: Readonly<Record<Exclude<OptionKind, "text">, string>> = {
  audio: "FLAC, WAV, MP3, AAC or Ogg, at most 200 MiB. It becomes public.",
  image: "PNG, JPEG or WebP, at most 10 MiB. It becomes public.",
};
