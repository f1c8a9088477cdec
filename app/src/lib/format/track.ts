/** What the player needs to know of a master. */
export interface Track {
  readonly masterNumber: number;
  readonly title: string;
  readonly artist: string;
  readonly audio: string;
  readonly cover: string;
  readonly hue: number | null;
  /** From the metadata document; null when it names none. */
  readonly waveform: Waveform | null;
}

export function audioUrl(gateway: string, cid: string): string {
  return `${gateway}/ipfs/${cid}`;
}

/** Shape of a recording: one value from 0 to 1 per column. */
export interface Waveform {
  readonly peaks: readonly number[];
  readonly duration: number;
}

const LEVELS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const HIGHEST = LEVELS.length - 1;

/** Columns of 0 to 100 with a character for each: lists carry the shapes of many recordings. */
export function packPeaks(columns: readonly number[]): string {
  return columns.map((column) => LEVELS[Math.round((column / 100) * HIGHEST)] ?? LEVELS[HIGHEST]).join("");
}

/** Columns from 0 to 1 of what `packPeaks` made. */
export function unpackPeaks(packed: string): readonly number[] {
  return [...packed].map((level) => LEVELS.indexOf(level) / HIGHEST);
}
