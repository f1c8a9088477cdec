import type { Waveform } from "#lib/format/track.ts";

const COLUMNS = 600;
const LARGEST_FILE = 80 * 1024 * 1024;
const DECODING_RATE = 8000;

const known = new Map<string, Promise<Waveform | null>>();

function reduceToColumns(samples: Float32Array): number[] {
  const size = Math.max(1, Math.floor(samples.length / COLUMNS));
  return Array.from({ length: COLUMNS }, (_, column) => {
    let highest = 0;
    const end = Math.min(samples.length, (column + 1) * size);
    for (let index = column * size; index < end; index += 1) {
      highest = Math.max(highest, Math.abs(samples[index] ?? 0));
    }
    return Math.min(1, highest);
  });
}

async function decode(url: string): Promise<Waveform | null> {
  const response = await fetch(url);
  if (!response.ok || Number(response.headers.get("content-length")) > LARGEST_FILE) return null;
  const context = new OfflineAudioContext(1, 1, DECODING_RATE);
  const audio = await context.decodeAudioData(await response.arrayBuffer());
  return { peaks: reduceToColumns(audio.getChannelData(0)), duration: audio.duration };
}

/** The shape of a recording, computed once per page; null when it cannot be had (too large, unreachable). */
export function loadWaveform(url: string): Promise<Waveform | null> {
  const wanted = known.get(url) ?? decode(url).catch(() => null);
  known.set(url, wanted);
  return wanted;
}
