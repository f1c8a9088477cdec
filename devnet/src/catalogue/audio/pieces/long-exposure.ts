import type { Stereo } from "../dsp.ts";
import { chorus, duck, pingPong, sweepLowPass } from "../effects.ts";
import { clap, cymbalWash, hat, kick, snare } from "../instruments/drums.ts";
import { deepBass, sequenceSaw, squareLead, warmPad } from "../instruments/subtractive.ts";
import { Song, type Track, addScaled } from "../song.ts";

/** Night driving in E minor, 98 bpm: i – VI – III – VII, then iv – i – VI – VII. */
const CHORDS = ["Em", "C", "G", "D", "Am", "Em", "C", "D"];
const PADS: Record<string, string> = {
  Em: "e3 b3 g4",
  C: "e3 c4 g4",
  G: "d3 b3 g4",
  D: "d3 a3 f#4",
  Am: "e3 c4 a4",
};
const SEQUENCES: Record<string, string> = {
  Em: "e4/.25 b3 g4 b4 e4 b3 f#4 b4 e4 b3 g4 b4 d5 b4 g4 b3",
  C: "e4/.25 c4 g4 c5 e4 c4 g4 b4 e4 c4 g4 c5 d5 b4 g4 c4",
  G: "d4/.25 b3 g4 b4 d4 b3 g4 a4 d4 b3 g4 b4 d5 b4 a4 g4",
  D: "d4/.25 a3 f#4 a4 d4 a3 f#4 a4 d4 a3 e4 a4 f#5 d5 a4 f#4",
  Am: "e4/.25 a3 c4 e4 a4 e4 c4 b3 e4 a3 c4 e4 a4 b4 c5 a4",
};
const ROOTS: Record<string, string> = { Em: "e1", C: "c2", G: "g1", D: "d2", Am: "a1" };
const TUNE = `b4/3 g4/.5 a4/.5 g4/1.5 e4/.5 -/2 b4/2 d5/1 g5/1 f#5/2.5 e5/.5 d5/1
  c5/2 e5/1 a5/1 g5/2 f#5/.5 e5/1.5 e5/1.5 d5/.5 c5/1 e5/1 f#5/3 -/1`;

export function longExposure(): Stereo {
  const song = new Song({ bpm: 98, beats: 53, tail: 2.6, room: { seconds: 2.2, cutoff: 5600 } });
  const pads = song.track({ gain: 0.18, send: 0.35 });
  const runs = song.track({ gain: 0.26, send: 0.18, humanise: 0.001, pan: 0.2 });
  const bass = song.track({ gain: 0.5 });
  const lead = song.track({ gain: 0.27, send: 0.3 });
  for (let bar = 0; bar < 12; bar++) {
    const name = CHORDS[(bar < 4 ? bar : bar - 4) % 8] as string;
    pads.chord(warmPad, bar * 4, PADS[name] as string, 4, bar < 4 ? 0.6 : 0.8);
    runs.line(sequenceSaw, bar * 4, SEQUENCES[name] as string, bar < 4 ? 0.5 : 0.7, { legato: 0.8 });
    if (bar >= 2) pump(bass, bar * 4, ROOTS[name] as string, bar);
  }
  lead.line(squareLead, 16, TUNE, 0.78);
  close(pads, bass, lead);
  const kicks = drums(song);
  sweepLowPass(runs.sound, (time) => 500 + 6500 * Math.min(1, time / song.secondsAt(18)) ** 2);
  duck(pads.sound, kicks, 0.45, 0.1);
  duck(bass.sound, kicks, 0.35, 0.06);
  chorus(pads.sound, 0.003, 0.3, 0.45);
  const echo = song.secondsAt(0.75);
  addScaled(runs.sound, pingPong(runs.sound, echo, 0.4, 3600), 0.3);
  addScaled(lead.sound, pingPong(lead.sound, echo * 2, 0.42, 2800), 0.4);
  return song.mix();
}

/** Eighths on the root, the last of the bar an octave up. */
function pump(bass: Track, beat: number, root: string, bar: number): void {
  const up = `${root[0]}${Number(root.at(-1)) + 1}`;
  const line = Array.from({ length: 8 }, (_, i) => `${i === 7 || (bar % 2 === 1 && i === 3) ? up : root}/.5`);
  bass.line(deepBass, beat, line.join(" "), 0.82, { legato: 0.7 });
}

function close(pads: Track, bass: Track, lead: Track): void {
  pads.chord(warmPad, 48, "e3 b3 f#4 g4", 4.5, 0.7);
  bass.line(deepBass, 48, "e1/4", 0.85);
  lead.line(squareLead, 48, "g5/1 f#5/.5 b4/2.5", 0.6);
}

function drums(song: Song): number[] {
  const low = song.track({ gain: 0.58 });
  const back = song.track({ gain: 0.55, send: 0.42 });
  const top = song.track({ gain: 0.38, send: 0.06, humanise: 0.002, pan: -0.2 });
  const boom = kick(49, 85, 0.1);
  const gated = snare(176, 1, 0.11);
  const tick = hat(0.03);
  const kicks: number[] = [];
  for (let bar = 2; bar < 12; bar++) {
    const beat = bar * 4;
    low.hit(boom, beat, bar % 4 === 3 ? "x-------x-x-----" : "x-------x-------", 0.95);
    for (const step of [0, 2]) kicks.push(song.framesAt(beat + step));
    top.hit(tick, beat, "x-o-x-o-x-o-x-oo", 0.55);
    if (bar < 4) continue;
    back.hit(gated, beat, bar === 11 ? "----x---x-x-xxxx" : "----x-------x---", 0.72);
    if (bar >= 8) back.hit(clap, beat, "----x-------x---", 0.4);
  }
  back.hit(cymbalWash(2.4, true), 12, "x", 0.45);
  for (const beat of [16, 32, 48]) back.hit(cymbalWash(2.6, false), beat, "x", 0.4);
  low.hit(boom, 48, "x", 0.9);
  return kicks;
}
