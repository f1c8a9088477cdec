import { integratedLoudness, truePeak } from "./loudness.ts";

/** What decoded samples say about a recording. Levels are linear, 1 is full scale. */
export interface AudioMeasure {
  readonly duration: number;
  readonly channels: number;
  readonly peak: number;
  readonly truePeak: number;
  /** LUFS; null where nothing is loud enough to measure. */
  readonly loudness: number | null;
  /** Places where at least three samples in a row stand at full scale. */
  readonly clippings: number;
  /** Seconds before the first and after the last sample above −60 dB. */
  readonly silenceBefore: number;
  readonly silenceAfter: number;
  readonly silentChannels: number;
  /** Two channels with the same samples. */
  readonly isDualMono: boolean;
  /** 200 peaks from 0 to 100 for the metadata document. */
  readonly waveform: readonly number[];
}

const COLUMNS = 200;
const AUDIBLE = 0.001;
const FULL_SCALE = 0.9999;
const CLIPPED_SAMPLES = 3;

function peakOf(samples: Float32Array): number {
  let highest = 0;
  for (let index = 0; index < samples.length; index += 1) {
    highest = Math.max(highest, Math.abs(samples[index] ?? 0));
  }
  return highest;
}

function countClippings(samples: Float32Array): number {
  let [count, run] = [0, 0];
  for (let index = 0; index < samples.length; index += 1) {
    run = Math.abs(samples[index] ?? 0) >= FULL_SCALE ? run + 1 : 0;
    if (run === CLIPPED_SAMPLES) count += 1;
  }
  return count;
}

/** Index of the first and of the last audible sample over all channels; none when all is silence. */
function audibleRange(channels: readonly Float32Array[], length: number): readonly [number, number] | null {
  let [first, last] = [length, -1];
  for (const samples of channels) {
    const begin = samples.findIndex((sample) => Math.abs(sample) > AUDIBLE);
    if (begin === -1) continue;
    first = Math.min(first, begin);
    last = Math.max(
      last,
      samples.findLastIndex((sample) => Math.abs(sample) > AUDIBLE),
    );
  }
  return last === -1 ? null : [first, last];
}

function columnsOf(channels: readonly Float32Array[], length: number): number[] {
  const size = Math.max(1, Math.floor(length / COLUMNS));
  const peaks = Array.from({ length: COLUMNS }, (_, column) =>
    Math.max(0, ...channels.map((samples) => peakOf(samples.subarray(column * size, (column + 1) * size)))),
  );
  const loudest = Math.max(...peaks);
  return peaks.map((peak) => (loudest > 0 ? Math.round((peak / loudest) * 100) : 0));
}

function areEqual(one: Float32Array, other: Float32Array): boolean {
  return one.every((sample, index) => sample === other[index]);
}

export function measureAudio(channels: readonly Float32Array[], rate: number): AudioMeasure {
  const length = channels[0]?.length ?? 0;
  const [left, right] = channels;
  const peaks = channels.map(peakOf);
  const range = audibleRange(channels, length);
  return {
    duration: length / rate,
    channels: channels.length,
    peak: Math.max(0, ...peaks),
    truePeak: Math.max(0, ...channels.map(truePeak)),
    loudness: integratedLoudness(channels, rate),
    clippings: channels.reduce((sum, samples) => sum + countClippings(samples), 0),
    silenceBefore: range === null ? length / rate : range[0] / rate,
    silenceAfter: range === null ? length / rate : (length - 1 - range[1]) / rate,
    silentChannels: peaks.filter((peak) => peak <= AUDIBLE).length,
    isDualMono: left !== undefined && right !== undefined && channels.length === 2 && areEqual(left, right),
    waveform: columnsOf(channels, length),
  };
}
