import type { Stereo } from "../dsp.ts";
import { pingPong } from "../effects.ts";
import { vinylDust } from "../instruments/drums.ts";
import { glassBell } from "../instruments/keys.ts";
import { feltPiano } from "../instruments/struck.ts";
import { bowedCello, warmPad } from "../instruments/subtractive.ts";
import { Song, type Track, addScaled } from "../song.ts";

/** A piano waltz in A minor: two verses of eight bars, the second with a cello under it. */
const BARS: Record<string, string> = {
  Am: "a2/.5 e3 a3 c4 a3 e3",
  F: "f2/.5 c3 a3 c4 a3 c3",
  C: "c3/.5 g3 c4 e4 c4 g3",
  G: "g2/.5 d3 b3 d4 b3 d3",
  Dm: "d3/.5 a3 d4 f4 d4 a3",
  E: "e2/.5 b2 g#3 b3 e4 b3",
  E7: "e2/.5 b2 g#3 d4 b3 g#3",
};
const VERSE = "Am F C G Am Dm E Am".split(" ");
const SECOND = "F C G Am F C E7 Am".split(" ");
const TUNE = `e5/1.5 d5/.5 c5/1 a4/2 c5/1 g5/1.5 e5/.5 c5/1 d5/3
  e5/1.5 a5/.5 g5/1 f5/1 e5/1 d5/1 b4/1.5 c5/.5 d5/1 c5/2 -/1`;
const HIGH_TUNE = `a5/2 g5/1 g5/1.5 e5/.5 c5/1 b5/1.5 a5/.5 g5/1 e5/3
  c6/1.5 b5/.5 a5/1 g5/1 e5/1 g5/1 g#5/1.5 b5/.5 d6/1 c6/2 -/1`;
const CELLO = "a3/3 g3/3 d4/3 c4/3 a3/2 c4/1 e4/3 d4/2 b3/1 a3/3";

export function paperLanterns(): Stereo {
  const song = new Song({
    bpm: 102,
    beats: 57,
    tail: 2.6,
    ritard: { from: 48, factor: 1.35 },
    room: { seconds: 2.6, cutoff: 4800 },
  });
  const left = song.track({ gain: 0.4, send: 0.24, humanise: 0.006, pan: -0.2 });
  const right = song.track({ gain: 0.52, send: 0.3, humanise: 0.006, pan: 0.16 });
  const cello = song.track({ gain: 0.3, send: 0.4, humanise: 0.006, pan: -0.1 });
  const glass = song.track({ gain: 0.2, send: 0.5, pan: 0.35 });
  const pad = song.track({ gain: 0.12, send: 0.4 });
  const air = song.track({ gain: 0.12 });
  left.line(feltPiano, 0, bar("Am"), 0.42, { legato: 2.6 });
  for (const [index, name] of [...VERSE, ...SECOND].entries()) {
    left.line(feltPiano, 3 + index * 3, bar(name), index < 8 ? 0.52 : 0.62, { legato: 2.6 });
  }
  right.line(feltPiano, 3, TUNE, 0.72, { legato: 1.2 });
  right.line(feltPiano, 27, HIGH_TUNE, 0.78, { legato: 1.2 });
  right.line(feltPiano, 27, HIGH_TUNE, 0.4, { legato: 1.2, transpose: -12 });
  cello.line(bowedCello, 27, CELLO, 0.62, { legato: 1 });
  sparkle(glass);
  for (const [beat, chord] of [
    [27, "f3 a3 c4"],
    [33, "g3 b3 d4"],
    [39, "f3 a3 c4"],
    [45, "e3 g#3 b3"],
  ] as const)
    pad.chord(warmPad, beat, chord, 6, 0.5);
  left.chord(feltPiano, 51, "a2 e3 a3 c4", 5, 0.5, 0.12);
  right.line(feltPiano, 51, "e5/1 c5/1 a4/1 e4/3", 0.5, { legato: 1.6 });
  air.hit(vinylDust(song.secondsAt(57) + 2), 0, "x", 1);
  addScaled(glass.sound, pingPong(glass.sound, song.secondsAt(1), 0.42, 4200), 0.6);
  return song.mix();
}

const bar = (name: string): string => BARS[name] as string;

function sparkle(glass: Track): void {
  const notes: [number, string][] = [
    [9, "c6/.5 e6/.5"],
    [14, "d6/.5 b5/.5"],
    [21, "b5/.5 e6/.5"],
    [29, "g5/.5 c6/.5"],
    [35, "g5/.5 b5/.5"],
    [41, "e6/.5 c6/.5"],
    [50, "c6/.5 a5/.5"],
  ];
  for (const [beat, line] of notes) glass.line(glassBell, beat, line, 0.7);
}
