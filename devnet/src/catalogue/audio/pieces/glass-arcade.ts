import type { Stereo } from "../dsp.ts";
import { chorus, duck, pingPong, sweepLowPass } from "../effects.ts";
import { cymbalWash, hat, kick, shaker, snare } from "../instruments/drums.ts";
import { glassBell } from "../instruments/keys.ts";
import { rollingBass, squareLead, warmPad } from "../instruments/subtractive.ts";
import { Song, type Track, addScaled } from "../song.ts";

/** Liquid drum and bass, B minor, 172 bpm: i9 – VImaj7 – III – VII, two bars each. */
const PADS = ["b3 d4 f#4 c#5", "b3 d4 f#4 a4", "a3 d4 f#4 e5", "a3 c#4 e4 b4"];
const HALF_TIME_PADS = ["e3 b3 d4 g4", "f#3 a3 c#4 e4", "g3 b3 d4 f#4", "f#3 a#3 c#4 e4"];
const BASS = [
  "b1/1.5 b1/.5 -/.5 b1/1 d2/.5 f#1/1.5 b1/.5 a1/1 f#1/1",
  "g1/1.5 g1/.5 -/.5 g1/1 b1/.5 d2/1.5 g1/.5 f#1/1 e1/1",
  "d2/1.5 d2/.5 -/.5 d2/1 a1/.5 f#1/1.5 d2/.5 e2/1 d2/1",
  "a1/1.5 a1/.5 -/.5 a1/1 e1/.5 c#2/1.5 a1/.5 b1/.5 c#2/.5 a1/1",
];
const HALF_TIME_BASS = ["e1/6 b1/2", "f#1/6 c#2/2", "g1/6 d2/2", "f#1/5 e1/1 f#1/2"];
const THEME = `f#5/1.5 e5/.5 d5/1 c#5/1 d5/1.5 f#5/.5 b5/2
  a5/1.5 f#5/.5 d5/2 -/1 d5/1 e5/1 f#5/1
  a5/2 f#5/1 e5/1 d5/1.5 e5/.5 f#5/2
  e5/1.5 c#5/.5 a4/2 -/1 b4/1 c#5/1 e5/1`;
const ARPEGGIOS = [
  "b4/.5 d5 f#5 c#6 b5 f#5 d5 c#5",
  "g4/.5 b4 d5 f#5 a5 f#5 d5 b4",
  "a4/.5 d5 e5 f#5 a5 f#5 e5 d5",
  "a4/.5 c#5 e5 b5 a5 e5 c#5 b4",
];

export function glassArcade(): Stereo {
  const song = new Song({ bpm: 172, beats: 88, tail: 2.3, room: { seconds: 2.4, cutoff: 6500 } });
  const pads = song.track({ gain: 0.16, send: 0.4 });
  const bells = song.track({ gain: 0.28, send: 0.35, humanise: 0.002 });
  const bass = song.track({ gain: 0.39 });
  const lead = song.track({ gain: 0.24, send: 0.3 });
  for (let section = 0; section < 4; section++) {
    const beat = section * 8;
    if (section < 2) introduce(pads, bells, beat, section);
    theme(pads, bells, bass, 16 + beat, section);
    if (section < 3) halfTime(pads, bells, bass, 48 + beat, section);
  }
  lead.line(squareLead, 16, THEME, 0.8);
  lead.line(squareLead, 48, "-/2 b5/2 a5/1 g5/1 f#5/2 e5/3 f#5/1 a5/2 c#6/2 d6/3 b5/1 a5/2 f#5/2", 0.6);
  reprise(song, pads, bells, bass, lead);
  const kicks = drums(song);
  duck(pads.sound, kicks, 0.4, 0.08);
  duck(bass.sound, kicks, 0.45, 0.05);
  chorus(pads.sound, 0.003, 0.35, 0.5);
  sweepLowPass(pads.sound, (time) => Math.min(7000, 600 + 1300 * time));
  const echo = song.secondsAt(1.5);
  addScaled(lead.sound, pingPong(lead.sound, echo, 0.4, 2600), 0.35);
  addScaled(bells.sound, pingPong(bells.sound, echo, 0.5, 3800), 0.5);
  return song.mix();
}

function introduce(pads: Track, bells: Track, beat: number, section: number): void {
  const chord = section * 2;
  pads.chord(warmPad, beat, PADS[chord] as string, 4, 0.7);
  pads.chord(warmPad, beat + 4, PADS[chord + 1] as string, 4, 0.7);
  bells.line(glassBell, beat, ARPEGGIOS[chord] as string, 0.5);
  bells.line(glassBell, beat + 4, ARPEGGIOS[chord + 1] as string, 0.55);
}

function theme(pads: Track, bells: Track, bass: Track, beat: number, section: number): void {
  pads.chord(warmPad, beat, PADS[section] as string, 8, 0.8);
  bells.line(glassBell, beat + 4, ARPEGGIOS[section] as string, 0.3);
  bass.line(rollingBass, beat, BASS[section] as string, 0.85, { legato: 0.92 });
}

/** The variation: the drums halve, the harmony turns to iv – v – VI – V. */
function halfTime(pads: Track, bells: Track, bass: Track, beat: number, section: number): void {
  pads.chord(warmPad, beat, HALF_TIME_PADS[section] as string, 8, 0.9);
  bass.line(rollingBass, beat, HALF_TIME_BASS[section] as string, 0.8, { legato: 0.98 });
  bells.line(glassBell, beat, ARPEGGIOS[(section + 1) % 4] as string, 0.4, {
    transpose: section === 1 ? 2 : 0,
  });
}

function reprise(song: Song, pads: Track, bells: Track, bass: Track, lead: Track): void {
  pads.chord(warmPad, 72, PADS[0] as string, 4, 0.8);
  pads.chord(warmPad, 76, PADS[1] as string, 4, 0.8);
  pads.chord(warmPad, 80, HALF_TIME_PADS[3] as string, 4, 0.8);
  pads.chord(warmPad, 84, "b3 d4 f#4 c#5", 5, 0.7);
  bass.line(rollingBass, 72, "b1/1.5 b1/.5 -/.5 b1/1 d2/.5 g1/1.5 g1/.5 b1/1 d2/1 f#1/4 b1/4", 0.85);
  lead.line(squareLead, 72, "f#5/1.5 e5/.5 d5/1 c#5/1 d5/1.5 f#5/.5 b5/2 a#5/1.5 c#6/.5 f#5/2 b5/3", 0.75);
  bells.line(glassBell, 84, ARPEGGIOS[0] as string, 0.45);
  const seam = song.track({ gain: 0.3, send: 0.3 });
  for (const beat of [8, 64]) seam.hit(cymbalWash(2.79, true), beat, "x", 0.7);
  for (const beat of [16, 48, 72, 84]) seam.hit(cymbalWash(2.6, false), beat, "x", 0.5);
}

function drums(song: Song): number[] {
  const low = song.track({ gain: 0.55 });
  const back = song.track({ gain: 0.6, send: 0.1, humanise: 0.001 });
  const top = song.track({ gain: 0.4, send: 0.05, humanise: 0.002 });
  const thump = kick(54, 110, 0.07);
  const crack = snare(218, 0.95, 0.07);
  const tick = hat(0.022);
  const wash = hat(0.08);
  const shake = shaker(0.07);
  const kicks: number[] = [];
  const bar = (index: number, kickSteps: string, snareSteps: string): void => {
    low.hit(thump, index * 4, kickSteps, 0.9);
    back.hit(crack, index * 4, snareSteps, 0.8);
    for (const [step, mark] of [...kickSteps].entries()) {
      if (mark === "x") kicks.push(song.framesAt(index * 4 + step / 4));
    }
  };
  for (let index = 0; index < 21; index++) {
    if (index >= 1) top.hit(tick, index * 4, "x.o.x.o.x.o.x.o.", index < 4 ? 0.4 : 0.6, { pan: 0.2 });
    if (index < 4) continue;
    const isHalf = index >= 12 && index < 18;
    if (index === 17) bar(index, "x-------x-------", "--------x-x-xxxx");
    else if (isHalf) bar(index, "x---------x-----", "--------x------.");
    else if (index % 2 === 0) bar(index, "x---------x-----", "----x--.-.--x--.");
    else bar(index, "x-x-------x-----", index % 4 === 3 ? "----x--.-x--x-.x" : "----x--.-.--x---");
    if (!isHalf) top.hit(wash, index * 4, "--x---x---x---x-", 0.5, { pan: -0.2 });
    top.hit(shake, index * 4, "o.x.o.x.o.x.o.x.", 0.5, { pan: -0.5 });
  }
  low.hit(thump, 84, "x", 0.9);
  return kicks;
}
