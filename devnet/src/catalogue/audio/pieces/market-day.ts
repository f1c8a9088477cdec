import type { Stereo } from "../dsp.ts";
import { pingPong } from "../effects.ts";
import { clap, cymbalWash, kick, rim, shaker, snare } from "../instruments/drums.ts";
import { hornSection } from "../instruments/brass.ts";
import { pluckedString } from "../instruments/keys.ts";
import { marimba } from "../instruments/struck.ts";
import { uprightBass } from "../instruments/winds.ts";
import { Song, type Track, addScaled } from "../song.ts";

const guitar = pluckedString(0.99, 1);
const low = pluckedString(0.988, 0.8);

/** Highlife in F, 118 bpm: two guitars that fit into each other's gaps, I – IV – V – I, horns from the middle on. */
const NAMES = ["F", "Bb", "C", "F"];
const HIGH: Record<string, string> = {
  F: "c5/.5 a4/.5 f5/.5 c5/.25 a4/.25 c5/.5 f5/.5 a5/.5 f5/.5",
  Bb: "d5/.5 bb4/.5 f5/.5 d5/.25 bb4/.25 d5/.5 f5/.5 bb5/.5 f5/.5",
  C: "e5/.5 c5/.5 g5/.5 e5/.25 c5/.25 e5/.5 g5/.5 bb5/.5 g5/.5",
};
const LOW: Record<string, string> = {
  F: "-/.25 f4/.5 a3/.5 c4/.5 f4/.5 -/.25 a4/.5 f4/.5 c4/.5",
  Bb: "-/.25 f4/.5 bb3/.5 d4/.5 f4/.5 -/.25 bb4/.5 f4/.5 d4/.5",
  C: "-/.25 g4/.5 c4/.5 e4/.5 g4/.5 -/.25 bb4/.5 g4/.5 e4/.5",
};
const BASS: Record<string, string> = {
  F: "f1/1 -/.5 c2/.5 f2/.5 c2/.5 a1/1",
  Bb: "bb1/1 -/.5 f1/.5 bb1/.5 d2/.5 f2/1",
  C: "c2/1 -/.5 g1/.5 c2/.5 e2/.5 g1/1",
};
const TUNE = `a4/.5 c5/.5 f5/1 e5/.5 d5/.5 c5/1 d5/1 f5/.5 d5/.5 bb4/2 c5/.5 e5/.5 g5/1 f5/.5 e5/.5 d5/1 c5/1.5 a4/.5 f4/2`;
const HORNS = `f5/.5 -/.5 f5/.5 a5/1 g5/.5 f5/1 d5/.5 -/.5 f5/.5 bb5/1 a5/.5 f5/1
  g5/.5 -/.5 g5/.5 bb5/1 a5/.5 g5/1 f5/1.5 c5/.5 f5/2`;

export function marketDay(): Stereo {
  const song = new Song({ bpm: 118, beats: 67, tail: 1.8, room: { seconds: 1.2, cutoff: 5600 } });
  const first = song.track({ gain: 0.62, send: 0.16, humanise: 0.004, pan: 0.36 });
  const second = song.track({ gain: 0.42, send: 0.14, humanise: 0.004, pan: -0.36 });
  const bass = song.track({ gain: 0.46, humanise: 0.003 });
  const bars = song.track({ gain: 0.34, send: 0.2, humanise: 0.004, pan: 0.08 });
  const horns = song.track({ gain: 0.24, send: 0.25, humanise: 0.004, pan: -0.1 });
  for (let bar = 0; bar < 16; bar++) {
    const name = NAMES[bar % 4] as string;
    first.line(guitar, bar * 4, HIGH[name] as string, bar < 4 ? 0.62 : 0.74, { legato: 1.3 });
    if (bar >= 2) second.line(low, bar * 4, LOW[name] as string, 0.7, { legato: 1.1 });
    if (bar >= 4) bass.line(uprightBass, bar * 4, BASS[name] as string, 0.88, { legato: 0.8 });
  }
  bars.line(marimba, 16, TUNE, 0.75);
  horns.line(hornSection, 32, HORNS, 0.76, { legato: 0.85 });
  horns.line(hornSection, 32, HORNS, 0.5, { legato: 0.85, transpose: -12 });
  bars.line(marimba, 48, TUNE, 0.78);
  bars.line(marimba, 48, TUNE, 0.45, { transpose: 12 });
  horns.line(hornSection, 48, "-/4 d5/3 -/1 e5/3 -/1 c5/4", 0.45, { legato: 0.95 });
  finish(first, second, bass, horns);
  drums(song);
  addScaled(first.sound, pingPong(first.sound, song.secondsAt(0.75), 0.3, 3200), 0.22);
  return song.mix();
}

function finish(first: Track, second: Track, bass: Track, horns: Track): void {
  first.chord(guitar, 64, "f4 a4 c5 f5", 2.5, 0.75, 0.05);
  second.chord(low, 64, "f3 c4 a4", 2.5, 0.7, 0.08);
  bass.line(uprightBass, 64, "f1/2", 0.9);
  horns.chord(hornSection, 64, "a4 c5 f5", 1.2, 0.7);
}

function drums(song: Song): void {
  const deep = song.track({ gain: 0.5, humanise: 0.003 });
  const back = song.track({ gain: 0.42, send: 0.14, humanise: 0.004 });
  const top = song.track({ gain: 0.42, send: 0.08, humanise: 0.003 });
  const drum = kick(56, 60, 0.09);
  const side = snare(250, 0.7, 0.05);
  const shake = shaker(0.09);
  for (let bar = 0; bar < 16; bar++) {
    const beat = bar * 4;
    top.hit(shake, beat, "x.o.x.o.x.o.x.o.", bar < 4 ? 0.35 : 0.55, { pan: 0.45 });
    if (bar >= 2) top.hit(rim, beat, "x--x--x---x-x---", 0.5, { pan: -0.3 });
    if (bar < 4) continue;
    deep.hit(drum, beat, "x-----x-x-----x-", 0.85);
    back.hit(side, beat, bar % 4 === 3 ? "----x--o----x-xx" : "----x--o----x---", 0.6);
    if (bar >= 8) back.hit(clap, beat, "----x-------x---", 0.4);
  }
  for (const beat of [16, 32, 64]) top.hit(cymbalWash(2, false), beat, "x", 0.4);
  deep.hit(drum, 64, "x", 0.85);
}
