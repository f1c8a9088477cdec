import type { Stereo } from "../dsp.ts";
import { autoPan, duck, pingPong, sweepLowPass } from "../effects.ts";
import { clap, cymbalWash, hat, kick, shaker } from "../instruments/drums.ts";
import { electricPiano, glassBell } from "../instruments/keys.ts";
import { chordStab, deepBass, warmPad } from "../instruments/subtractive.ts";
import { Song, addScaled } from "../song.ts";

/** Deep house, F minor, 122 bpm: i9 – VImaj9 – iv9 – v7 over four bars; the break ends on V7(b9). */
const CHORDS = ["ab3 c4 eb4 g4", "ab3 c4 eb4 f4", "ab3 c4 db4 f4", "g3 bb3 c4 eb4"];
const RETURN_CHORDS = ["ab3 c4 eb4 g4", "ab3 c4 eb4 f4", "g3 bb3 db4 f4", "g3 bb3 db4 e4"];
const PADS = ["f3 c4 ab4", "db3 ab3 f4", "bb2 f3 db4", "c3 g3 eb4"];
const RETURN_PADS = ["f3 c4 ab4", "db3 ab3 f4", "bb2 g3 db4", "c3 g3 e4"];
const BASS = [
  "f1/.75 f2/.5 -/.25 f1/.5 c2/.5 eb2/.5 f2/.5 ab1/.5",
  "db2/.75 db2/.5 -/.25 ab1/.5 db2/.5 f2/.5 eb2/.5 c2/.5",
  "bb1/.75 bb1/.5 -/.25 f1/.5 bb1/.5 db2/.5 c2/.5 bb1/.5",
  "c2/.75 c2/.5 -/.25 g1/.5 c2/.5 bb1/.5 ab1/.5 g1/.5",
];
/** Beats of the bar on which the chord is struck. */
const STABS = [0.75, 1.5, 2.75, 3.5];
const THEME = `-/.5 c5/.5 eb5/.5 f5/1 eb5/.5 c5/.5 ab4/.5
  ab4/1 -/.5 c5/.5 eb5/.75 c5/.75 ab4/.5
  db5/.75 c5/.75 bb4/.5 ab4/.5 f4/.5 ab4/.5 bb4/.5
  bb4/.75 c5/.75 g4/1.5 -/1`;
const ANSWER = `f5/.75 g5/.75 ab5/.5 g5/.5 f5/.5 eb5/1
  -/.5 c5/.5 eb5/.5 f5/.5 ab5/.75 f5/.75 eb5/.5
  db5/.75 f5/.75 ab5/.5 bb5/.5 ab5/.5 f5/.5 db5/.5
  e5/.75 g5/.75 bb4/.5 c5/1.5 -/.5`;

export function nightFerry(): Stereo {
  const song = new Song({
    bpm: 122,
    beats: 64,
    tail: 2.2,
    swing: 0.12,
    room: { seconds: 2.1, cutoff: 5200 },
  });
  const kicks = playDrums(song);
  const keys = song.track({ gain: 0.27, send: 0.3, humanise: 0.004 });
  const stabs = song.track({ gain: 0.38, send: 0.35 });
  const pads = song.track({ gain: 0.2, send: 0.4 });
  const bass = song.track({ gain: 0.5 });
  const lead = song.track({ gain: 0.31, send: 0.25, humanise: 0.003 });
  for (let bar = 0; bar < 15; bar++) {
    const beat = bar * 4;
    const varies = bar >= 8 && bar < 12;
    const chord = (varies ? RETURN_CHORDS : CHORDS)[bar % 4] as string;
    pads.chord(warmPad, beat, (varies ? RETURN_PADS : PADS)[bar % 4] as string, 4, 0.7);
    for (const offset of STABS)
      stabs.chord(chordStab, beat + offset, chord, 0.3, offset === 1.5 ? 0.9 : 0.65);
    keys.chord(electricPiano, beat, chord, 1.4, 0.6);
    keys.chord(electricPiano, beat + 2.5, chord, 1.2, 0.45);
    if (bar >= 4 && bar !== 8) bass.line(deepBass, beat, BASS[bar % 4] as string, 0.85, { legato: 0.8 });
  }
  lead.line(glassBell, 8, "-/4 -/1 c5/1 eb5/1 g5/1", 0.5);
  lead.line(glassBell, 16, THEME, 0.8);
  lead.line(glassBell, 32, ANSWER, 0.75);
  lead.line(glassBell, 48, THEME.split("\n").slice(0, 3).join(" "), 0.85);
  lead.line(glassBell, 48, THEME.split("\n").slice(0, 3).join(" "), 0.4, { transpose: 12 });
  finish(keys, pads, bass, lead);
  sweepLowPass(stabs.sound, (time) => stabCutoff(time, song));
  addScaled(lead.sound, pingPong(lead.sound, song.secondsAt(0.75), 0.45, 3200), 0.45);
  duck(pads.sound, kicks, 0.65, 0.12);
  duck(stabs.sound, kicks, 0.4, 0.08);
  duck(bass.sound, kicks, 0.5, 0.06);
  autoPan(keys.sound, 2.03, 0.22);
  return song.mix();
}

type Part = ReturnType<Song["track"]>;

function finish(keys: Part, pads: Part, bass: Part, lead: Part): void {
  keys.chord(electricPiano, 60, "f3 ab3 c4 eb4 g4", 4, 0.75, 0.06);
  pads.chord(warmPad, 60, "f3 c4 ab4", 3, 0.6);
  bass.line(deepBass, 60, "f1/3", 0.8);
  lead.line(glassBell, 60, "c5/.5 f5/.5 g5/2.5", 0.6);
}

/** Closed in the introduction, open in the themes, half closed in the break. */
function stabCutoff(time: number, song: Song): number {
  const beat = (time / song.secondsAt(64)) * 64;
  if (beat < 16) return 350 + 2600 * (beat / 16) ** 2;
  if (beat >= 32 && beat < 40) return 700 + 500 * (beat - 32);
  return beat > 56 ? 6000 * Math.exp(-(beat - 56) / 4) + 500 : 6000;
}

function playDrums(song: Song): number[] {
  const low = song.track({ gain: 0.56 });
  const high = song.track({ gain: 0.46, send: 0.08, humanise: 0.003 });
  const room = song.track({ gain: 0.62, send: 0.22 });
  const boom = kick(47, 90, 0.11);
  const closed = hat(0.028);
  const open = hat(0.09);
  const shake = shaker(0.09);
  const kicks: number[] = [];
  for (let bar = 0; bar < 15; bar++) {
    const beat = bar * 4;
    const drives = bar >= 2 && bar !== 8 && bar !== 9;
    if (drives) {
      low.hit(boom, beat, bar === 14 ? "x---x---" : "x---x---x---x---", 0.95);
      for (const step of [0, 1, 2, 3]) kicks.push(song.framesAt(beat + step));
    }
    if (bar >= 1) high.hit(closed, beat, "x.o.x.o.x.o.x.o.", 0.4, { pan: 0.25 });
    if (bar >= 4) high.hit(open, beat, "--x---x---x---x-", 0.6, { pan: -0.15 });
    if (bar >= 3) high.hit(shake, beat, "ooxoooxoooxoooxo", 0.55, { pan: -0.45 });
    if (bar >= 4 && bar !== 8) room.hit(clap, beat, "----x-------x---", 0.8);
    if (bar === 9) room.hit(clap, beat, "----x---x-x-xxxx", 0.45);
  }
  room.hit(cymbalWash(2, true), 12, "x", 0.5);
  room.hit(cymbalWash(2, true), 36, "x", 0.6);
  for (const beat of [16, 40, 60]) room.hit(cymbalWash(2.5, false), beat, "x", 0.4);
  return kicks;
}
