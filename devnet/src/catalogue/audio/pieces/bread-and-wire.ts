import type { Stereo } from "../dsp.ts";
import { chorus, pingPong } from "../effects.ts";
import { cymbalWash, hat, kick, rim, snare } from "../instruments/drums.ts";
import { hornSection, trumpet } from "../instruments/brass.ts";
import { pluckedString } from "../instruments/keys.ts";
import { organ } from "../instruments/struck.ts";
import { uprightBass } from "../instruments/winds.ts";
import { Song, type Track, addScaled } from "../song.ts";

const guitar = pluckedString(0.985, 0.9);

/** Ska in D minor, 146 bpm: the guitar on every second eighth, the bass walking, the horns in thirds. */
const VERSE = ["Dm", "Dm", "Gm", "A", "Dm", "F", "A", "Dm"];
const BRIDGE = ["Bb", "F", "C", "Dm", "Bb", "F", "A", "A"];
const CHORDS: Record<string, string> = {
  Dm: "f4 a4 d5",
  Gm: "g4 bb4 d5",
  A: "g4 a4 c#5",
  F: "f4 a4 c5",
  Bb: "f4 bb4 d5",
  C: "e4 g4 c5",
};
const WALK: Record<string, string> = {
  Dm: "d2/1 f2/1 a2/1 f2/1",
  Gm: "g1/1 bb1/1 d2/1 g2/1",
  A: "a1/1 c#2/1 e2/1 g2/1",
  F: "f1/1 a1/1 c2/1 f2/1",
  Bb: "bb1/1 d2/1 f2/1 d2/1",
  C: "c2/1 e2/1 g2/1 e2/1",
};
const TUNE = `d5/1 a4/.5 d5/.5 f5/1 e5/.5 d5/.5 a4/1.5 d5/.5 -/2 g5/1 f5/.5 d5/.5 bb4/1 d5/1 c#5/1 e5/.5 c#5/.5 a4/2
  d5/1 a4/.5 d5/.5 f5/1 a5/1 c6/1.5 a5/.5 f5/2 g5/.5 e5/.5 c#5/.5 e5/.5 a4/1 c#5/1 d5/2 -/2`;
const BRIDGE_TUNE = `f5/2 d5/1 f5/1 a5/2 f5/2 g5/1 e5/.5 c5/.5 g5/1 e5/1 f5/2 d5/2
  bb5/2 a5/1 g5/1 a5/2 c6/2 a5!/.5 -/.5 a5/.5 -/.5 c#6/1 e5/1 a5/3 -/1`;

export function breadAndWire(): Stereo {
  const song = new Song({ bpm: 146, beats: 77, tail: 1.8, room: { seconds: 1.2, cutoff: 5000 } });
  const chops = song.track({ gain: 0.36, send: 0.1, humanise: 0.003, pan: -0.35 });
  const tones = song.track({ gain: 0.17, send: 0.16, pan: 0.35 });
  const bass = song.track({ gain: 0.46, humanise: 0.003 });
  const horns = song.track({ gain: 0.31, send: 0.25, humanise: 0.004, pan: 0.15 });
  const lead = song.track({ gain: 0.3, send: 0.25, humanise: 0.004, pan: -0.1 });
  const bars = [...VERSE.slice(0, 2), ...VERSE, ...BRIDGE];
  for (const [index, name] of bars.entries()) {
    skank(chops, tones, index * 4, CHORDS[name] as string, index);
    if (index >= 2) bass.line(uprightBass, index * 4, WALK[name] as string, 0.88, { legato: 0.85 });
  }
  lead.line(trumpet, 8, TUNE, 0.76, { legato: 0.8 });
  horns.line(hornSection, 40, BRIDGE_TUNE, 0.75, { legato: 0.85 });
  horns.line(hornSection, 40, BRIDGE_TUNE, 0.55, { legato: 0.85, transpose: -12 });
  lead.line(trumpet, 56, "-/1 d6/.5 c6/.5 bb5/1 -/2 c6/.5 a5/.5 f5/1", 0.5, { legato: 0.7 });
  end(chops, bass, horns, lead);
  drums(song);
  chorus(tones.sound, 0.0024, 5.4, 0.4);
  addScaled(chops.sound, pingPong(chops.sound, song.secondsAt(1.5), 0.3, 2600), 0.2);
  return song.mix();
}

function skank(chops: Track, tones: Track, beat: number, chord: string, bar: number): void {
  for (const offset of [0.5, 1.5, 2.5, 3.5]) {
    chops.chord(guitar, beat + offset, chord, 0.16, bar < 2 ? 0.55 : 0.75, 0.01);
    if (bar >= 6) tones.chord(organ, beat + offset, chord, 0.2, 0.7);
  }
}

function end(chops: Track, bass: Track, horns: Track, lead: Track): void {
  for (const beat of [72, 72.5, 73.5]) horns.chord(hornSection, beat, "d4 f4 a4", 0.3, 0.9);
  horns.chord(hornSection, 74.5, "d4 f4 a4 e5", 2, 0.85);
  lead.line(trumpet, 74.5, "d6/2", 0.7);
  chops.chord(guitar, 74.5, "d4 f4 a4 d5", 2, 0.8, 0.04);
  bass.line(uprightBass, 72, "d2/.5 d2/1 a1/1 d2/2", 0.9);
}

function drums(song: Song): void {
  const low = song.track({ gain: 0.56, humanise: 0.002 });
  const back = song.track({ gain: 0.64, send: 0.14, humanise: 0.003 });
  const top = song.track({ gain: 0.4, send: 0.06, humanise: 0.003, pan: 0.22 });
  const thud = kick(58, 70, 0.08);
  const crack = snare(240, 0.85, 0.06);
  const tick = hat(0.024);
  const open = hat(0.07);
  for (let bar = 0; bar < 18; bar++) {
    const beat = bar * 4;
    top.hit(tick, beat, "x-o-x-o-x-o-x-o-", bar < 2 ? 0.35 : 0.5);
    if (bar < 2) {
      back.hit(rim, beat, bar === 0 ? "--------x-------" : "x---x---x-x-xxxx", 0.45);
      continue;
    }
    low.hit(thud, beat, "x---x---x---x---", 0.75);
    back.hit(crack, beat, bar % 4 === 1 ? "----x-------x-ox" : "----x-------x---", 0.7);
    if (bar >= 10) top.hit(open, beat, "--x---x---x---x-", 0.5);
  }
  back.hit(crack, 72, "x-x---x---x", 0.7);
  for (const beat of [8, 40, 74.5]) top.hit(cymbalWash(2, false), beat, "x", 0.45);
  low.hit(thud, 74.5, "x", 0.9);
}
