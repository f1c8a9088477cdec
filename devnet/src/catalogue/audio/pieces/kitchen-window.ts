import type { Stereo } from "../dsp.ts";
import { autoPan, chorus } from "../effects.ts";
import { cymbalWash, hat, kick, rim, snare } from "../instruments/drums.ts";
import { electricPiano } from "../instruments/keys.ts";
import { hornSection } from "../instruments/brass.ts";
import { organ } from "../instruments/struck.ts";
import { uprightBass, woodFlute } from "../instruments/winds.ts";
import { Song, type Track } from "../song.ts";

/** A soul ballad in G, 86 bpm: I – III7 – vi – I7 – IV – iv – I – V, then the second half again with horns. */
const CHANGES = ["G", "B", "Em", "G7", "C", "Cm", "G", "D"];
const CHORDS: Record<string, string> = {
  G: "b3 d4 f#4 a4",
  B: "a3 d#4 f#4 b4",
  Em: "g3 b3 d4 f#4",
  G7: "f3 b3 d4 a4",
  C: "g3 b3 e4 g4",
  Cm: "g3 bb3 eb4 g4",
  D: "f#3 c4 e4 a4",
};
const BASS: Record<string, string> = {
  G: "g1/1.5 d2/.5 g2/1 d2/1",
  B: "b1/1.5 f#1/.5 b1/1 d#2/1",
  Em: "e2/1.5 b1/.5 e2/1 d2/1",
  G7: "g1/1.5 b1/.5 f2/1 d2/1",
  C: "c2/1.5 g1/.5 c2/1 e2/1",
  Cm: "c2/1.5 g1/.5 eb2/1 c2/1",
  D: "d2/1.5 a1/.5 d2/1 f#1/1",
};
const TUNE = `-/1 d5/.5 g5/.5 f#5/.5 e5/.5 d5/1 d#5/1.5 f#5/.5 b4/2
  -/.5 g5/.5 f#5/.5 e5/.5 b4/2 -/1 f5/.5 d5/.5 b4/1 a4/1
  e5/1.5 g5/.5 e5/.5 d5/.5 c5/1 eb5/1.5 g5/.5 eb5/.5 d5/.5 c5/1
  b4/1 d5/.5 e5/.5 d5/2 c5/1 a4/.5 b4/.5 a4/2`;
const SECOND_TUNE = `g5/1.5 e5/.5 g5/1 b5/1 bb5/1.5 g5/.5 eb5/2 d5/1 b5/1 a5/.5 g5/.5 d5/1`;

export function kitchenWindow(): Stereo {
  const song = new Song({
    bpm: 86,
    beats: 46,
    tail: 2.4,
    swing: 0.24,
    ritard: { from: 41, factor: 1.3 },
    room: { seconds: 1.7, cutoff: 4600 },
  });
  const keys = song.track({ gain: 0.3, send: 0.22, humanise: 0.006, pan: -0.14 });
  const tones = song.track({ gain: 0.2, send: 0.25, pan: 0.2 });
  const bass = song.track({ gain: 0.5, humanise: 0.005 });
  const flute = song.track({ gain: 0.4, send: 0.35, humanise: 0.007, pan: 0.1 });
  const horns = song.track({ gain: 0.2, send: 0.35, humanise: 0.005, pan: 0.3 });
  for (let bar = 0; bar < 10; bar++) {
    const name = CHANGES[bar < 2 ? bar * 6 : bar - 2] as string;
    play(keys, tones, bar * 4, name, bar);
    if (bar >= 2) bass.line(uprightBass, bar * 4, BASS[name] as string, 0.85);
  }
  flute.line(woodFlute, 8, TUNE, 0.74);
  for (const [beat, chord] of [
    [24, "c4 e4 g4"],
    [28, "c4 eb4 g4"],
    [32, "b3 d4 g4"],
    [36, "c4 f#4 a4"],
  ] as const)
    horns.chord(hornSection, beat, chord, 3.6, 0.55);
  flute.line(woodFlute, 24, SECOND_TUNE, 0.4);
  finish(keys, tones, bass, flute);
  drums(song);
  chorus(tones.sound, 0.0028, 5.8, 0.5);
  autoPan(keys.sound, 3.6, 0.16);
  return song.mix();
}

function play(keys: Track, tones: Track, beat: number, name: string, bar: number): void {
  const chord = CHORDS[name] as string;
  keys.chord(electricPiano, beat, chord, 1.8, bar < 2 ? 0.5 : 0.62, 0.03);
  keys.chord(electricPiano, beat + 2.5, chord, 1.2, 0.45, 0.02);
  if (bar >= 2) tones.chord(organ, beat, chord, 3.9, bar >= 6 ? 0.8 : 0.6);
}

function finish(keys: Track, tones: Track, bass: Track, flute: Track): void {
  keys.chord(electricPiano, 40, "g3 bb3 eb4 g4", 2, 0.55, 0.04);
  keys.chord(electricPiano, 42, "g3 b3 d4 f#4 a4", 4, 0.55, 0.1);
  tones.chord(organ, 40, "g3 bb3 eb4", 2, 0.6);
  tones.chord(organ, 42, "g3 b3 d4", 3.4, 0.6);
  bass.line(uprightBass, 40, "c2/2 g1/3", 0.8);
  flute.line(woodFlute, 40, "eb5/.5 g5/.5 eb5/1 d5/3", 0.6);
}

function drums(song: Song): void {
  const low = song.track({ gain: 0.52, humanise: 0.004 });
  const back = song.track({ gain: 0.64, send: 0.2, humanise: 0.004 });
  const top = song.track({ gain: 0.4, send: 0.06, humanise: 0.004, pan: -0.25 });
  const thud = kick(54, 50, 0.1);
  const brush = snare(188, 0.7, 0.09);
  const tick = hat(0.03, 6400);
  top.hit(tick, 4, "x---x---x---x-o-", 0.4);
  for (let bar = 2; bar < 10; bar++) {
    const beat = bar * 4;
    low.hit(thud, beat, bar % 2 === 0 ? "x-----x-x-------" : "x-----x-x--o----", 0.85);
    if (bar < 6) back.hit(rim, beat, "----x-------x---", 0.45);
    else back.hit(brush, beat, bar === 9 ? "----x-.---x-x-xx" : "----x--.---.x---", 0.65);
    top.hit(tick, beat, "x-o-x-o-x-o-x-o-", 0.5);
  }
  top.hit(cymbalWash(2.4, false), 24, "x", 0.35);
  top.hit(cymbalWash(2.6, false), 42, "x", 0.3);
  low.hit(thud, 40, "x-------x", 0.7);
}
