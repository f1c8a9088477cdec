/** What is known of the level of a recording; see `AudioMeasure`. */
export interface Level {
  /** LUFS; null where nothing is loud enough to measure. */
  readonly loudness: number | null;
  /** Linear, 1 is full scale. */
  readonly truePeak: number;
}

/** Quieter recordings than this (LUFS) are raised, or one whisper would turn all others down to it. */
const QUIETEST_TARGET = -20;
/** −1 dB: what raised recordings may reach between samples. */
const HIGHEST_PEAK = 0.891;

/**
 * What each recording is multiplied with so that all are as loud as the quietest: the louder one sounds better, which
 * decides nothing about a mix. One that is not measured, or cannot be, is left as it is.
 */
export function matchingGains(levels: readonly (Level | null)[]): number[] {
  const measured = levels.flatMap((level) => level?.loudness ?? []);
  const target = Math.max(QUIETEST_TARGET, Math.min(...measured));
  return levels.map((level) => {
    const { loudness, truePeak } = level ?? { loudness: null, truePeak: 0 };
    if (loudness === null) return 1;
    const gain = 10 ** ((target - loudness) / 20);
    return gain <= 1 || truePeak === 0 ? gain : Math.max(1, Math.min(gain, HIGHEST_PEAK / truePeak));
  });
}

const BYTES_PER_SECOND = 2 * 4;
/** What the decoded recordings of one decision may take together, on a telephone too. */
const MOST_BYTES = 400 * 1024 * 1024;
const LOWER_RATE = 22_050;

/** The rate at which recordings that are heard beside each other are decoded: the same for all, or one would sound duller. */
export function sharedRate(rate: number, seconds: number, count: number): number {
  return rate * BYTES_PER_SECOND * seconds * count > MOST_BYTES ? Math.min(rate, LOWER_RATE) : rate;
}
