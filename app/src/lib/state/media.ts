import { HEADER_BYTES, readAudioType, readPictureType, type AudioType } from "#lib/format/file-types.ts";
import {
  describeCover,
  LARGEST_AUDIO,
  LARGEST_COVER,
  UnusableFile,
  type Finding,
} from "#lib/format/findings.ts";
import type { AudioMeasure } from "#lib/format/measure-audio.ts";
import { copyChannels, measure } from "./measure.ts";

const UNPLAYABLE = "This file cannot be played. Choose FLAC, WAV, MP3, AAC or Ogg that plays elsewhere.";
const SILENT = "This recording is silent from beginning to end.";
const UNREADABLE = "This picture cannot be read. Export it again as PNG or JPEG.";
const NO_PICTURE = "Choose a PNG, JPEG or WebP picture.";
const USUAL_RATE = 48_000;

async function headOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
}

async function decode(file: Blob, rate: number): Promise<{ channels: Float32Array[]; rate: number }> {
  const context = new OfflineAudioContext(1, 1, rate);
  const audio = await context.decodeAudioData(await file.arrayBuffer());
  return { channels: copyChannels(audio), rate };
}

/** Decodes a recording as the player will and measures it; throws an `UnusableFile` for what cannot be launched. */
export async function readAudio(file: Blob): Promise<{ type: AudioType; measure: AudioMeasure }> {
  if (file.size > LARGEST_AUDIO) throw new UnusableFile("The recording may have at most 200 MiB.");
  const type = readAudioType(await headOf(file));
  if (type === null) throw new UnusableFile(UNPLAYABLE);
  // At its own rate, or the peaks would be those of a resampled copy. Browsers decode 8 to 96 kHz.
  const { sampleRate } = type;
  const rate = sampleRate !== null && sampleRate >= 8000 && sampleRate <= 96_000 ? sampleRate : USUAL_RATE;
  const decoded = await decode(file, rate).catch(() => {
    throw new UnusableFile(UNPLAYABLE);
  });
  const found = await measure(decoded.channels, decoded.rate);
  if (found.peak === 0) throw new UnusableFile(SILENT);
  return { type, measure: found };
}

/** Why a file cannot be the picture of a profile; null when it can. */
export async function pictureProblem(file: Blob): Promise<string | null> {
  if (file.size > LARGEST_COVER) return "This picture is larger than 10 MiB.";
  try {
    if (readPictureType(await headOf(file)) === null) return NO_PICTURE;
    (await createImageBitmap(file)).close();
    return null;
  } catch {
    return UNREADABLE;
  }
}

/** Looks at a cover; throws an `UnusableFile` for what cannot be one. */
export async function readCover(file: Blob): Promise<readonly Finding[]> {
  if (file.size > LARGEST_COVER) throw new UnusableFile("The cover may have at most 10 MiB.");
  const type = readPictureType(await headOf(file));
  if (type === null) {
    const isEmpty = file.size === 0;
    throw new UnusableFile(isEmpty ? UNREADABLE : NO_PICTURE);
  }
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new UnusableFile(UNREADABLE);
  }
  const { width, height } = bitmap;
  bitmap.close();
  return describeCover(type, { width, height });
}
