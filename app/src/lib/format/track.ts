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
