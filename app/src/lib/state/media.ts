/** What a recording turned out to be: its length and 200 peaks from 0 to 100 for the metadata document. */
export interface AudioFacts {
  readonly duration: number;
  readonly waveform: readonly number[];
}

export class SilentRecording extends Error {
  override name = "SilentRecording";
}

const COLUMNS = 200;
const DECODING_RATE = 8000;

/** Decodes a recording as the player will; throws for a file that no browser can play. */
export async function readAudio(file: Blob): Promise<AudioFacts> {
  const context = new OfflineAudioContext(1, 1, DECODING_RATE);
  const audio = await context.decodeAudioData(await file.arrayBuffer());
  const samples = audio.getChannelData(0);
  const size = Math.max(1, Math.floor(samples.length / COLUMNS));
  const peaks = Array.from({ length: COLUMNS }, (_, column) => {
    let highest = 0;
    for (const sample of samples.subarray(column * size, (column + 1) * size)) {
      highest = Math.max(highest, Math.abs(sample));
    }
    return highest;
  });
  const loudest = Math.max(...peaks);
  if (!(loudest > 0)) throw new SilentRecording("the recording is silent");
  return { duration: audio.duration, waveform: peaks.map((peak) => Math.round((peak / loudest) * 100)) };
}

/** Width and height of a picture; throws for a file that no browser can draw. */
export async function readPicture(file: Blob): Promise<{ width: number; height: number }> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}
