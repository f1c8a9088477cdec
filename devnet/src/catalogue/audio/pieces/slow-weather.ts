import type { Stereo } from "../dsp.ts";
import { chorus, pingPong, sweepLowPass } from "../effects.ts";
import { cymbalWash, vinylDust } from "../instruments/drums.ts";
import { glassBell } from "../instruments/keys.ts";
import { feltPiano } from "../instruments/struck.ts";
import { bowedCello, warmPad } from "../instruments/subtractive.ts";
import { Song, type Track, addScaled } from "../song.ts";

/** No beat at all: five slow chords over a D that never leaves, with the fourth raised, and rain on a window. */
const CHORDS: [beat: number, pad: string, bass: string][] = [
  [0, "d3 a3 f#4", "d2"],
  [6, "d3 b3 g#4", "d2"],
  [12, "e3 c#4 a4", "d2"],
  [18, "b2 f#3 d4 a4", "b1"],
  [24, "e3 b3 g#4 d5", "e2"],
  [30, "d3 a3 e4 f#4", "d2"],
];
const DROPS: [beat: number, line: string][] = [
  [2, "f#5/1 a5/1 e5/2"],
  [7.5, "g#5/.75 b5/1.25 f#5/2"],
  [13, "c#6/1 a5/.5 e5/1.5"],
  [17, "b5/.5 a5/.5 f#5/2"],
  [21, "d6/1 c#6/.5 a5/1.5"],
  [25, "b5/.75 g#5/.75 e5/2"],
  [29, "f#5/.5 a5/.5 d6/3"],
];
const LOW_LINE = "-/12 a3/3 c#4/3 d4/3 f#4/3 e4/3 g#3/3 a3/5";

export function slowWeather(): Stereo {
  const song = new Song({ bpm: 68, beats: 35, tail: 3.4, room: { seconds: 4.2, cutoff: 4600 } });
  const pads = song.track({ gain: 0.26, send: 0.5 });
  const deep = song.track({ gain: 0.4, send: 0.2 });
  const piano = song.track({ gain: 0.46, send: 0.4, humanise: 0.01, pan: 0.12 });
  const cello = song.track({ gain: 0.3, send: 0.45, humanise: 0.008, pan: -0.22 });
  const glass = song.track({ gain: 0.2, send: 0.6, pan: 0.3 });
  const rain = song.track({ gain: 0.5, send: 0.1 });
  for (const [beat, chord, root] of CHORDS) {
    pads.chord(warmPad, beat, chord, 6, beat === 0 ? 0.45 : 0.8);
    if (beat > 0) deep.line(bowedCello, beat, `${root}/5.6`, 0.62, { legato: 1 });
  }
  for (const [index, [beat, line]] of DROPS.entries()) drop(piano, glass, beat, line, index);
  cello.line(bowedCello, 0, LOW_LINE, 0.7, { legato: 1 });
  rain.hit(vinylDust(song.secondsAt(35) + 3), 0, "x", 1);
  rain.hit(cymbalWash(6, true), 5, "x", 0.18, { pan: -0.4 });
  rain.hit(cymbalWash(6, true), 18, "x", 0.22, { pan: 0.4 });
  rain.hit(cymbalWash(4, false), 24, "x", 0.2);
  chorus(pads.sound, 0.004, 0.21, 0.6);
  sweepLowPass(pads.sound, (time) => 500 + 2600 * Math.sin((Math.PI * time) / song.secondsAt(38)) ** 2);
  addScaled(piano.sound, pingPong(piano.sound, song.secondsAt(0.75), 0.55, 2400), 0.5);
  addScaled(glass.sound, pingPong(glass.sound, song.secondsAt(1.5), 0.5, 3600), 0.6);
  return song.mix();
}

function drop(piano: Track, glass: Track, beat: number, line: string, index: number): void {
  piano.line(feltPiano, beat, line, index === 0 ? 0.45 : 0.66, { legato: 2.2 });
  if (index % 2 === 1) glass.line(glassBell, beat + 0.5, line, 0.45, { transpose: 12 });
}
