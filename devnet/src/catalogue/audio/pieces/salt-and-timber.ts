import type { Stereo } from "../dsp.ts";
import { chorus } from "../effects.ts";
import { kick, rim, shaker } from "../instruments/drums.ts";
import { pluckedString } from "../instruments/keys.ts";
import { bowedCello } from "../instruments/subtractive.ts";
import { uprightBass, woodFlute } from "../instruments/winds.ts";
import { Song, type Track } from "../song.ts";

/** Folk waltz, D major, 132 bpm. Each bar: bass string, then the five picked eighths. */
const guitar = pluckedString(0.9965, 0.75);
const mandolin = pluckedString(0.993, 1);

const BARS: Record<string, string> = {
  D: "d3 a3 d4 f#4 d4 a3",
  A: "c#3 a3 c#4 e4 c#4 a3",
  Bm: "b2 f#3 b3 d4 b3 f#3",
  G: "g2 d3 b3 d4 b3 d3",
  F: "f#2 a3 d4 f#4 d4 a3",
  E: "e3 b3 e4 g4 e4 b3",
  F7: "f#3 a#3 c#4 e4 c#4 a#3",
};
const INTRO = "D G D A".split(" ");
const VERSE = "D A Bm G F G A D".split(" ");
const MINOR = "Bm F7 Bm G D E A A".split(" ");
const ENDING = "G A D".split(" ");

const VERSE_TUNE = `f#5/1.5 e5/.5 d5/1 e5/1.5 c#5/.5 a4/1 d5/1 f#5/1 b5/1 b5/2 a5/1
  a5/1.5 f#5/.5 d5/1 g5/1 f#5/.5 e5/.5 d5/1 e5/1.5 f#5/.5 e5/1 d5/2 -/1`;
const CELLO_TUNE = `d4/2 b3/1 c#4/2 a#3/1 b3/1.5 c#4/.5 d4/1 g3/2 b3/1
  a3/1.5 d4/.5 f#4/1 g4/2 e4/1 e4/1.5 d4/.5 c#4/1 a3/3`;
const DESCANT = `f#5/3 e5/3 d5/1 c#5/1 b4/1 b4/1.5 d5/.5 g5/1
  f#5/1.5 a5/.5 f#5/1 e5/1 g5/1 b5/1 a5/1.5 g5/.5 e5/1 c#5/2 e5/1`;

export function saltAndTimber(): Stereo {
  const song = new Song({
    bpm: 132,
    beats: 69,
    tail: 1.4,
    ritard: { from: 60, factor: 1.3 },
    room: { seconds: 1.9, cutoff: 6000 },
  });
  const strings = song.track({ gain: 0.39, send: 0.22, humanise: 0.006, pan: -0.22 });
  const high = song.track({ gain: 0.3, send: 0.3, humanise: 0.006, pan: 0.38 });
  const flute = song.track({ gain: 0.5, send: 0.42, humanise: 0.006, pan: 0.1 });
  const cello = song.track({ gain: 0.4, send: 0.4, humanise: 0.006, pan: -0.05 });
  const bass = song.track({ gain: 0.42, humanise: 0.004 });
  const bars = [...INTRO, ...VERSE, ...MINOR];
  for (const [index, name] of bars.entries()) pick(strings, index * 3, name, index < 4 ? 0.62 : 0.72);
  for (const [index, name] of bars.slice(4).entries()) {
    const root = (BARS[name] as string).split(" ")[0] as string;
    bass.line(uprightBass, 12 + index * 3, `${lower(root)}/2 -/1`, index >= 8 ? 0.8 : 0.7);
    if (index >= 4) strum(high, 12 + index * 3, name, index >= 8 ? 0.6 : 0.45);
  }
  flute.line(woodFlute, 12, VERSE_TUNE, 0.75, { legato: 0.98 });
  cello.line(bowedCello, 24, "b2/3 d3/3 e3/3 d3/3", 0.5, { legato: 1 });
  cello.line(bowedCello, 36, CELLO_TUNE, 0.85, { legato: 1 });
  flute.line(woodFlute, 36, DESCANT, 0.5, { legato: 0.98 });
  ending(strings, flute, cello, bass);
  percussion(song);
  chorus(cello.sound, 0.0018, 0.4, 0.4);
  return song.mix();
}

function pick(track: Track, beat: number, name: string, velocity: number): void {
  const notes = (BARS[name] as string).split(" ").map((pitch, index) => (index === 0 ? `${pitch}!` : pitch));
  track.line(guitar, beat, notes.join("/.5 ") + "/.5", velocity, { legato: 2.6 });
}

/** The mandolin answers on the second and third beat. */
function strum(track: Track, beat: number, name: string, velocity: number): void {
  const upper = (BARS[name] as string).split(" ").slice(1, 4).join(" ");
  track.chord(mandolin, beat + 1, upper, 0.8, velocity, 0.03);
  track.chord(mandolin, beat + 2, upper, 0.8, velocity * 0.8, 0.03);
}

const lower = (pitch: string): string => {
  const octave = Number(pitch.at(-1));
  return octave > 2 ? `${pitch.slice(0, -1)}${octave - 1}` : pitch;
};

function ending(strings: Track, flute: Track, cello: Track, bass: Track): void {
  for (const [index, name] of ENDING.slice(0, 2).entries()) pick(strings, 60 + index * 3, name, 0.65);
  strings.chord(guitar, 66, "d3 a3 d4 f#4 a4 d5", 5, 0.75, 0.11);
  flute.line(woodFlute, 60, "b5/1.5 a5/.5 g5/1 e5/1.5 f#5/.5 e5/1 d5/4", 0.68, { legato: 0.98 });
  cello.line(bowedCello, 60, "g3/2 b3/1 c#4/2 a3/1 f#3/4", 0.6, { legato: 1 });
  bass.line(uprightBass, 60, "g2/2 -/1 a2/2 -/1 d2/4", 0.75);
}

function percussion(song: Song): void {
  const track = song.track({ gain: 0.38, send: 0.2, humanise: 0.006 });
  const stomp = kick(62, 35, 0.09);
  const brush = shaker(0.16);
  for (let bar = 8; bar < 20; bar++) {
    const beat = bar * 3;
    track.hit(brush, beat, bar >= 12 ? "o.xoxo" : "--o-o-", 0.6, { grid: 0.5, pan: 0.3 });
    if (bar >= 12) track.hit(stomp, beat, "x-----", 0.8, { grid: 0.5 });
    if (bar >= 12) track.hit(rim, beat, "--o-o-", 0.22, { grid: 0.5, pan: -0.3 });
  }
  track.hit(stomp, 66, "x", 0.7);
}
