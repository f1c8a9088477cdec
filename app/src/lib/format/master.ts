import type { Hex } from "./network.ts";
import type { Offering } from "./offering.ts";
import type { Track } from "./track.ts";

export interface ArtistName {
  readonly id: string;
  readonly name: string;
  readonly account: Hex;
  readonly isVerified: boolean;
}

/** What lists show of a master. */
export interface MasterSummary {
  /** Address of the shares. */
  readonly id: Hex;
  /** Registry id, which addresses of pages use. */
  readonly number: number;
  readonly title: string;
  readonly artist: ArtistName;
  readonly cover: string;
  readonly audio: string;
  readonly hue: number | null;
  readonly duration: number | null;
  readonly peaks: readonly number[];
  readonly offering: Offering;
  readonly acc: bigint;
  readonly deposited: bigint;
  readonly depositCount: number;
  readonly holderCount: number;
}

export function trackOf({ number, title, artist, audio, cover, hue, peaks, duration }: MasterSummary): Track {
  const waveform = peaks.length > 0 && duration ? { peaks, duration } : null;
  return { masterNumber: number, title, artist: artist.name, audio, cover, hue, waveform };
}
