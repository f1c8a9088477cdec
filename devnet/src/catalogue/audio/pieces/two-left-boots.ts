import type { Stereo } from "../dsp.ts";
import { chorus } from "../effects.ts";
import { clap, cymbalWash, kick, rim, snare } from "../instruments/drums.ts";
import { hornSection, sousaphone, trumpet } from "../instruments/brass.ts";
import { Song, type Track } from "../song.ts";

/** A street parade in B flat: two bars of drums, then twelve bars of blues for horns and sousaphone. */
const CHANGES = ["Bb", "Eb", "Bb", "Bb", "Eb", "Eb", "Bb", "G", "C", "F", "Bb", "F"];
const HORNS: Record<string, string> = {
  Bb: "d4 f4 ab4",
  Eb: "db4 g4 bb4",
  G: "b3 f4 g4",
  C: "eb4 g4 bb4",
  F: "a3 eb4 f4",
};
const WALK: Record<string, string> = {
  Bb: "bb1/1 f1/.5 ab1/.5 bb1/1 d2/.5 f2/.5",
  Eb: "eb2/1 bb1/.5 db2/.5 eb2/1 g1/.5 bb1/.5",
  G: "g1/1 b1/.5 d2/.5 g1/1 f1/.5 b1/.5",
  C: "c2/1 g1/.5 bb1/.5 c2/1 eb2/.5 g1/.5",
  F: "f1/1 c2/.5 eb2/.5 f1/1 a1/.5 c2/.5",
};
const TUNE = `-/.5 f5/.5 d5/.5 f5/.5 ab5!/1 f5/.5 d5/.5 db5/1 bb4/.5 g4/.5 bb4/2
  -/.5 f5/.5 d5/.5 f5/.5 bb5!/1 ab5/.5 f5/.5 d5/1 f5/.5 d5/.5 bb4/2
  -/.5 g5/.5 bb5/.5 g5/.5 db5/1 bb4/.5 db5/.5 eb5/1.5 db5/.5 bb4/1 g4/1
  f5/.5 d5/.5 bb4/.5 d5/.5 f5/1 ab5!/1 g5/.5 f5/.5 d5/.5 b4/.5 g4/2
  eb5/.5 g5/.5 bb5/.5 g5/.5 eb5/1 c5/1 a5!/.5 f5/.5 eb5/.5 c5/.5 a4/2`;

export function twoLeftBoots(): Stereo {
  const song = new Song({
    bpm: 112,
    beats: 60,
    tail: 1.8,
    swing: 0.3,
    room: { seconds: 1.3, cutoff: 5200 },
  });
  const horns = song.track({ gain: 0.3, send: 0.25, humanise: 0.005, pan: 0.22 });
  const lead = song.track({ gain: 0.36, send: 0.28, humanise: 0.005, pan: -0.18 });
  const tuba = song.track({ gain: 0.43, send: 0.08, humanise: 0.004 });
  for (const [index, name] of CHANGES.entries()) {
    const beat = 8 + index * 4;
    tuba.line(sousaphone, beat, WALK[name] as string, 0.88, { legato: 0.75 });
    riff(horns, beat, HORNS[name] as string, index);
  }
  lead.line(trumpet, 8, TUNE, 0.8, { legato: 0.88 });
  lead.line(trumpet, 48, "d5/.5 f5/.5 ab5!/1 f5/.5 d5/.5 bb4/1 c5/.5 eb5/.5 a4/1 c5/2", 0.82, {
    legato: 0.9,
  });
  horns.chord(hornSection, 56, "bb3 d4 f4 ab4", 1.6, 0.9);
  lead.line(trumpet, 56, "bb5!/1.8", 0.85);
  tuba.line(sousaphone, 56, "bb1/1.6", 0.9);
  parade(song);
  chorus(horns.sound, 0.0012, 0.7, 0.25);
  return song.mix();
}

/** Short answers behind the tune, longer ones in the second half. */
function riff(track: Track, beat: number, chord: string, index: number): void {
  const hits: [number, number][] =
    index < 6
      ? [
          [1.5, 0.4],
          [2.5, 0.9],
        ]
      : [
          [0, 0.4],
          [1.5, 0.4],
          [2, 1.4],
        ];
  for (const [offset, length] of hits) track.chord(hornSection, beat + offset, chord, length, 0.72);
}

function parade(song: Song): void {
  const low = song.track({ gain: 0.55, humanise: 0.003 });
  const sticks = song.track({ gain: 0.58, send: 0.16, humanise: 0.004, pan: -0.1 });
  const top = song.track({ gain: 0.34, send: 0.14, humanise: 0.003, pan: 0.3 });
  const drum = kick(50, 55, 0.14);
  const side = snare(230, 0.8, 0.06);
  for (let bar = 0; bar < 14; bar++) {
    const beat = bar * 4;
    const soft = bar < 2 ? 0.42 : 0.7;
    low.hit(drum, beat, bar % 2 === 0 ? "x-----x-x-----x-" : "x-----x-x---x---", soft + 0.15);
    sticks.hit(side, beat, bar % 4 === 3 ? "x.oxo.x.x.oxxxxx" : "x.oxo.x.o.xxo.x.", soft * 0.8);
    if (bar >= 2) top.hit(rim, beat, "--x---x---x--ox-", 0.4);
    if (bar >= 8) top.hit(clap, beat, "----x-------x---", 0.45);
  }
  top.hit(cymbalWash(2.2, false), 8, "x", 0.5);
  top.hit(cymbalWash(2.2, false), 56, "x", 0.6);
  low.hit(drum, 56, "x", 0.9);
}
