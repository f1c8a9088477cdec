import { SAMPLE_RATE, createRandom, midiToHz, sine } from "../dsp.ts";
import { Envelope, fadeEnds, soundingFrames } from "../envelope.ts";
import { Filter } from "../filter.ts";
import type { Instrument } from "../instrument.ts";

const fallOver = (seconds: number): number => Math.exp(-1 / (seconds * SAMPLE_RATE));

/** A piano with felt between hammer and string: few harmonics, the high ones gone at once, and the hammer's thud. */
export const feltPiano: Instrument = (midi, seconds, velocity) => {
  const shape = { attack: 0.006, decay: 1.9, sustain: 0.05, release: 0.16 };
  const out = new Float32Array(soundingFrames(seconds, shape));
  const envelope = new Envelope(seconds, shape);
  const step = midiToHz(midi) / SAMPLE_RATE;
  const random = createRandom(midi * 15_485_863);
  const thud = new Filter(420, 0.9);
  const levels = [1, 0.52, 0.24, 0.13, 0.06].map((level, n) => level * (0.55 + 0.6 * velocity) ** n);
  const falls = levels.map((_, n) => fallOver(1.6 / (1 + 1.5 * n)));
  for (let i = 0; i < out.length; i++) {
    let tone = 0;
    for (let n = 0; n < levels.length; n++) {
      // Stiff strings sound their overtones a little sharp.
      tone += (levels[n] as number) * sine(step * i * (n + 1) * (1 + 0.0002 * n * n));
      levels[n] = (levels[n] as number) * (falls[n] as number);
    }
    const hammer = i < 3_000 ? thud.low(random() * 2 - 1) * Math.exp(-i / 500) * 0.7 : 0;
    out[i] = (tone * envelope.next() + hammer * velocity) * velocity * 0.5;
  }
  return fadeEnds(out);
};

const DRAWBARS: [ratio: number, level: number][] = [
  [0.5, 0.5],
  [1, 0.9],
  [1.5, 0.42],
  [2, 0.5],
  [3, 0.2],
  [4, 0.14],
];

/** A tone-wheel organ with its key click; the turning speaker is the track's chorus. */
export const organ: Instrument = (midi, seconds, velocity) => {
  const shape = { attack: 0.008, decay: 0.3, sustain: 0.92, release: 0.025 };
  const out = new Float32Array(soundingFrames(seconds, shape));
  const envelope = new Envelope(seconds, shape);
  const step = midiToHz(midi) / SAMPLE_RATE;
  const random = createRandom(midi * 911);
  for (let i = 0; i < out.length; i++) {
    let tone = 0;
    for (const [ratio, level] of DRAWBARS) tone += level * sine(step * i * ratio);
    const click = i < 260 ? (random() * 2 - 1) * (1 - i / 260) * 0.3 : 0;
    out[i] = (tone + click) * envelope.next() * velocity * 0.28;
  }
  return fadeEnds(out);
};

/** A wooden bar over a tube: the fourth harmonic rings briefly, a tenth is only a knock. */
export const marimba: Instrument = (midi, seconds, velocity) => {
  const shape = { attack: 0.002, decay: 0.32, sustain: 0, release: 0.12 };
  const out = new Float32Array(soundingFrames(Math.max(seconds, 0.35), shape));
  const envelope = new Envelope(Math.max(seconds, 0.35), shape);
  const step = midiToHz(midi) / SAMPLE_RATE;
  const [barFall, knockFall] = [fallOver(0.07), fallOver(0.012)];
  let bar = 0.45 * velocity;
  let knock = 0.5 * velocity;
  for (let i = 0; i < out.length; i++) {
    const phase = step * i;
    const tone = sine(phase) + bar * sine(phase * 3.93) + knock * sine(phase * 9.6);
    out[i] = tone * envelope.next() * velocity * 0.55;
    bar *= barFall;
    knock *= knockFall;
  }
  return fadeEnds(out);
};
