import type { Stereo } from "../dsp.ts";
import { autoPan, chorus, pingPong, sweepLowPass } from "../effects.ts";
import { hat, kick, rim, shaker, snare, vinylDust } from "../instruments/drums.ts";
import { electricPiano } from "../instruments/keys.ts";
import { warmPad } from "../instruments/subtractive.ts";
import { uprightBass, woodFlute } from "../instruments/winds.ts";
import { Song, type Track, addScaled } from "../song.ts";

/** Lo-fi soul, E flat major, 80 bpm with late sixteenths: I – vi – ii – V, a bridge from IV, a plagal end. */
const SONG_BEATS = 40;

/** Beat, voicing, length. */
type Comp = [number, string, number];

const VERSE: Comp[] = [
  [0, "g3 bb3 d4 f4", 2.5],
  [2.75, "g3 bb3 d4 f4", 1],
  [4, "g3 bb3 d4 eb4", 2.25],
  [6.5, "g3 bb3 eb4", 1.25],
  [8, "g3 ab3 c4 eb4", 2.5],
  [10.75, "ab3 c4 eb4 g4", 1],
  [12, "ab3 c4 eb4 g4", 1.75],
  [14, "ab3 d4 f4 c5", 1.75],
];
const BRIDGE: Comp[] = [
  [0, "c4 eb4 g4 bb4", 2],
  [2, "b3 eb4 f4 a4", 1.75],
  [4, "bb3 d4 eb4 g4", 2],
  [6, "a3 eb4 g4 d5", 1.75],
  [8, "ab3 c4 eb4 g4", 2],
  [10, "g3 bb3 d4 f4", 1.75],
];
const VERSE_BASS = `eb2/1.5 eb2/.25 bb1/.75 d2/.5 eb2/1 c2/1.5 c2/.25 g1/.75 bb1/.5 c2/1
  f1/1.5 f1/.25 c2/.75 eb2/.5 e2/1 f2/1 f1/.75 -/.25 bb1/1.25 d2/.75`;
const BRIDGE_BASS = `ab1/1.5 eb2/.5 g1/1.5 b1/.5 c2/1.5 g1/.5 f1/1 a1/1
  ab1/1.5 c2/.5 g1/1.5 bb1/.5`;
const TUNE = `-/.5 bb4/.5 d5/.5 eb5/.25 f5/.75 d5/.5 bb4/1
  -/.5 g4/.5 bb4/.5 c5/.25 d5/.75 c5/.25 bb4/.25 g4/1
  -/.5 ab4/.5 c5/.5 eb5/.25 g5/1.25 f5/.5 eb5/.5
  f5/.75 eb5/.25 c5/.5 d5/1 bb4/.75 -/.75`;
const BRIDGE_TUNE = `g5/1.5 f5/.25 eb5/.25 eb5/.5 f5/.5 eb5/.25 b4/.75
  d5/1.5 eb5/.25 d5/.25 c5/.75 a4/.25 c5/1
  eb5/1 c5/.5 ab4/.5 bb4/.75 d5/.25 f5/1`;

export function orchardStreet(): Stereo {
  const song = new Song({
    bpm: 80,
    beats: SONG_BEATS,
    tail: 2.6,
    swing: 0.28,
    ritard: { from: 36, factor: 1.25 },
    room: { seconds: 1.4, cutoff: 4200 },
  });
  const keys = song.track({ gain: 0.33, send: 0.2, humanise: 0.007 });
  const bass = song.track({ gain: 0.5, humanise: 0.005 });
  const flute = song.track({ gain: 0.47, send: 0.35, humanise: 0.008, pan: 0.12 });
  const pad = song.track({ gain: 0.16, send: 0.4 });
  const dust = song.track({ gain: 0.26 });
  comp(keys, 0, VERSE.slice(0, 4), 0.5);
  comp(keys, 8, VERSE, 0.62);
  comp(keys, 24, BRIDGE, 0.64);
  bass.line(uprightBass, 8, VERSE_BASS, 0.85);
  bass.line(uprightBass, 24, BRIDGE_BASS, 0.85);
  flute.line(woodFlute, 8, TUNE, 0.72);
  flute.line(woodFlute, 24, BRIDGE_TUNE, 0.78);
  pad.chord(warmPad, 24, "c4 eb4 g4", 4, 0.5);
  pad.chord(warmPad, 28, "bb3 d4 g4", 4, 0.5);
  pad.chord(warmPad, 32, "ab3 c4 eb4", 4, 0.5);
  ending(keys, bass, flute);
  drums(song);
  dust.hit(vinylDust(song.secondsAt(SONG_BEATS) + 2), 0, "x", 1);
  chorus(keys.sound, 0.0022, 0.6, 0.35);
  autoPan(keys.sound, 4.1, 0.18);
  sweepLowPass(keys.sound, (time) =>
    time < song.secondsAt(8) ? 900 + 2600 * (time / song.secondsAt(8)) ** 2 : 5200,
  );
  addScaled(flute.sound, pingPong(flute.sound, song.secondsAt(0.75), 0.3, 2400), 0.22);
  return song.mix();
}

function comp(keys: Track, start: number, chords: Comp[], velocity: number): void {
  for (const [beat, voicing, length] of chords) {
    keys.chord(
      electricPiano,
      start + beat,
      voicing,
      length,
      beat % 1 === 0 ? velocity : velocity * 0.75,
      0.02,
    );
  }
}

function ending(keys: Track, bass: Track, flute: Track): void {
  keys.chord(electricPiano, 36, "ab3 c4 eb4 g4", 1.9, 0.6, 0.04);
  keys.chord(electricPiano, 38, "ab3 b3 eb4 f4", 1.9, 0.52, 0.05);
  keys.chord(electricPiano, 40, "eb3 g3 bb3 d4 f4", 3, 0.6, 0.09);
  bass.line(uprightBass, 36, "ab1/2 ab1/2 eb2/3", 0.8);
  flute.line(woodFlute, 36, "eb5/1 g5/.5 eb5/.5 f5/.5 eb5/.5 b4/1 bb4/2.5", 0.6);
}

function drums(song: Song): void {
  const low = song.track({ gain: 0.6, humanise: 0.004 });
  const back = song.track({ gain: 0.62, send: 0.16, humanise: 0.004 });
  const top = song.track({ gain: 0.55, send: 0.06, humanise: 0.005, pan: 0.2 });
  const thud = kick(52, 60, 0.1);
  const crack = snare(196, 0.75, 0.075);
  const tick = hat(0.026, 6200);
  const sizzle = hat(0.1, 6000);
  const shake = shaker(0.11);
  top.hit(tick, 4, "x-o-x-o-x-o-x-oo", 0.5);
  back.hit(rim, 4, "----x-------x---", 0.4);
  for (let bar = 2; bar < 9; bar++) {
    const beat = bar * 4;
    const late = bar % 2 === 1;
    low.hit(thud, beat, late ? "x--o--x---x-----" : "x------x--x-----", 0.9);
    back.hit(crack, beat, bar === 5 || bar === 8 ? "----x--.----x-.x" : "----x--.-.--x---", 0.75);
    top.hit(tick, beat, "x.o-x-o.x-o-x.o-", 0.6);
    top.hit(sizzle, beat, late ? "--------------x-" : "----------------", 0.45);
    if (bar >= 6) top.hit(shake, beat, "o.x.o.x.o.x.o.x.", 0.5, { pan: -0.6 });
  }
  low.hit(thud, 36, "x-------x-------", 0.8);
  back.hit(rim, 36, "----x-------x---", 0.4);
}
