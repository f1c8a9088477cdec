import type { Stereo } from "../dsp.ts";
import { chorus, duck, pingPong, sweepLowPass } from "../effects.ts";
import { clap, cymbalWash, hat, kick, shaker, vinylDust } from "../instruments/drums.ts";
import { marimba } from "../instruments/struck.ts";
import { chordStab, deepBass, squareLead, warmPad } from "../instruments/subtractive.ts";
import { Song, type Track, addScaled } from "../song.ts";

/** A warm tape of the seaside in A major, 110 bpm: I – vi – IV – V with sevenths, marimba over four on the floor. */
const NAMES = ["A", "F#m", "D", "E"];
const PADS: Record<string, string> = {
  A: "a3 c#4 e4 g#4",
  "F#m": "a3 c#4 e4 f#4",
  D: "a3 c#4 d4 f#4",
  E: "g#3 b3 d4 f#4",
};
const PATTERNS: Record<string, string> = {
  A: "a4/.5 e5/.25 c#5/.5 a4/.25 e5/.5 g#5/.5 e5/.25 c#5/.5 e5/.25 a5/.5",
  "F#m": "f#4/.5 c#5/.25 a4/.5 f#4/.25 c#5/.5 e5/.5 c#5/.25 a4/.5 c#5/.25 f#5/.5",
  D: "d5/.5 a4/.25 f#4/.5 d5/.25 a4/.5 c#5/.5 a4/.25 f#4/.5 a4/.25 f#5/.5",
  E: "e5/.5 b4/.25 g#4/.5 e5/.25 b4/.5 d5/.5 b4/.25 g#4/.5 b4/.25 g#5/.5",
};
const BASS: Record<string, string> = {
  A: "a1/.75 a1/.25 -/.5 a1/.5 e2/.5 a1/.5 c#2/.5 e2/.5",
  "F#m": "f#1/.75 f#1/.25 -/.5 f#1/.5 c#2/.5 f#1/.5 a1/.5 c#2/.5",
  D: "d2/.75 d2/.25 -/.5 d2/.5 a1/.5 d2/.5 f#1/.5 a1/.5",
  E: "e2/.75 e2/.25 -/.5 e2/.5 b1/.5 e2/.5 g#1/.5 b1/.5",
};
const TUNE = `e5/1.5 c#5/.5 b4/1 a4/1 -/1 c#5/.5 e5/.5 f#5/1 e5/1 f#5/1.5 a5/.5 f#5/1 d5/1 e5/3 -/1
  a5/1.5 g#5/.5 e5/1 c#5/1 -/1 f#5/.5 a5/.5 c#6/1 a5/1 b5/1.5 a5/.5 f#5/1 a5/1 g#5/2 b5/2`;

export function cassetteCoast(): Stereo {
  const song = new Song({ bpm: 110, beats: 58, tail: 2.2, swing: 0.1, room: { seconds: 1.8, cutoff: 5200 } });
  const bars = song.track({ gain: 0.4, send: 0.22, humanise: 0.003, pan: 0.18 });
  const pads = song.track({ gain: 0.17, send: 0.35 });
  const stabs = song.track({ gain: 0.24, send: 0.3, pan: -0.25 });
  const bass = song.track({ gain: 0.5 });
  const lead = song.track({ gain: 0.22, send: 0.3, pan: -0.08 });
  const tape = song.track({ gain: 0.14 });
  for (let bar = 0; bar < 14; bar++) {
    const name = NAMES[bar % 4] as string;
    bars.line(marimba, bar * 4, PATTERNS[name] as string, bar < 2 ? 0.5 : 0.72);
    pads.chord(warmPad, bar * 4, PADS[name] as string, 4, bar < 2 ? 0.5 : 0.75);
    if (bar >= 4) bass.line(deepBass, bar * 4, BASS[name] as string, 0.85, { legato: 0.85 });
    if (bar >= 6) answer(stabs, bar * 4, PADS[name] as string);
  }
  lead.line(squareLead, 24, TUNE, 0.72);
  bars.chord(marimba, 56, "a4 c#5 e5 g#5", 2, 0.7, 0.12);
  pads.chord(warmPad, 56, "a3 c#4 e4 b4", 2.5, 0.7);
  bass.line(deepBass, 56, "a1/2", 0.8);
  const kicks = drums(song);
  tape.hit(vinylDust(song.secondsAt(58) + 2), 0, "x", 1);
  duck(pads.sound, kicks, 0.6, 0.11);
  duck(bass.sound, kicks, 0.45, 0.06);
  // The flutter of a worn cassette.
  chorus(pads.sound, 0.0045, 0.9, 0.7);
  chorus(bars.sound, 0.0016, 1.3, 0.4);
  sweepLowPass(stabs.sound, (time) => 1400 + 900 * Math.sin(time * 0.8));
  addScaled(bars.sound, pingPong(bars.sound, song.secondsAt(0.75), 0.36, 3000), 0.3);
  addScaled(lead.sound, pingPong(lead.sound, song.secondsAt(1.5), 0.4, 2600), 0.35);
  return song.mix();
}

function answer(stabs: Track, beat: number, chord: string): void {
  for (const offset of [0.5, 2.25, 3.5]) stabs.chord(chordStab, beat + offset, chord, 0.25, 0.7);
}

function drums(song: Song): number[] {
  const low = song.track({ gain: 0.55 });
  const back = song.track({ gain: 0.48, send: 0.2 });
  const top = song.track({ gain: 0.4, send: 0.06, humanise: 0.003 });
  const boom = kick(50, 80, 0.1);
  const tick = hat(0.026, 6800);
  const open = hat(0.08, 6600);
  const shake = shaker(0.08);
  const kicks: number[] = [];
  for (let bar = 2; bar < 14; bar++) {
    const beat = bar * 4;
    top.hit(shake, beat, "o.x.o.x.o.x.o.x.", 0.5, { pan: -0.4 });
    if (bar < 4) continue;
    low.hit(boom, beat, "x---x---x---x---", 0.9);
    for (const step of [0, 1, 2, 3]) kicks.push(song.framesAt(beat + step));
    top.hit(tick, beat, "x-.-x-.-x-.-x-..", 0.45, { pan: 0.25 });
    top.hit(open, beat, "--x---x---x---x-", 0.5, { pan: 0.1 });
    if (bar >= 6) back.hit(clap, beat, "----x-------x---", 0.62);
  }
  back.hit(cymbalWash(2.2, true), 20, "x", 0.4);
  for (const beat of [24, 40, 56]) back.hit(cymbalWash(2.2, false), beat, "x", 0.35);
  low.hit(boom, 56, "x", 0.8);
  return kicks;
}
