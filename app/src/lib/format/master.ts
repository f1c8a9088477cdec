import type { Hex } from "./network.ts";
import type { Offering } from "./offering.ts";
import { unpackPeaks, type Track } from "./track.ts";

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
  /** Shape of the recording, as `packPeaks` writes it; empty when it is not known. */
  readonly peaks: string;
  readonly offering: Offering;
  readonly acc: bigint;
  readonly deposited: bigint;
  readonly depositCount: number;
  readonly holderCount: number;
}

export function trackOf({ number, title, artist, audio, cover, hue, peaks, duration }: MasterSummary): Track {
  const waveform = peaks !== "" && duration ? { peaks: unpackPeaks(peaks), duration } : null;
  return { masterNumber: number, title, artist: artist.name, audio, cover, hue, waveform };
}
