import { SAMPLE_RATE, createRandom, midiToHz, sine } from "../dsp.ts";
import { Envelope, fadeEnds, soundingFrames } from "../envelope.ts";
import { Filter } from "../filter.ts";
import type { Instrument } from "../instrument.ts";

/** A wooden flute: three harmonics, a breath around the note, vibrato that arrives late. */
export const woodFlute: Instrument = (midi, seconds, velocity) => {
  const shape = { attack: 0.045, decay: 0.4, sustain: 0.8, release: 0.06 };
  const out = new Float32Array(soundingFrames(seconds, shape));
  const envelope = new Envelope(seconds, shape);
  const random = createRandom(midi * 104_729 + out.length);
  const hz = midiToHz(midi);
  const breath = new Filter(hz * 1.5, 1.4);
  let phase = 0;
  for (let i = 0; i < out.length; i++) {
    const time = i / SAMPLE_RATE;
    const depth = Math.min(1, Math.max(0, (time - 0.2) / 0.4)) * 0.005;
    // A real player comes up to the pitch in the first moments.
    const scoop = time < 0.06 ? 1 - 0.012 * (1 - time / 0.06) : 1;
    phase += (hz * scoop * (1 + depth * sine(5.2 * time))) / SAMPLE_RATE;
    const tone = sine(phase) + 0.28 * sine(2 * phase) + 0.11 * sine(3 * phase);
    const air = breath.band(random() * 2 - 1) * (time < 0.07 ? 0.42 : 0.13);
    out[i] = (tone + air) * envelope.next() * velocity * 0.42;
  }
  return fadeEnds(out);
};

/** A fingered double bass: a soft triangle that darkens, and the knock of the finger. */
export const uprightBass: Instrument = (midi, seconds, velocity) => {
  const shape = { attack: 0.008, decay: 0.6, sustain: 0.25, release: 0.05 };
  const out = new Float32Array(soundingFrames(seconds, shape));
  const envelope = new Envelope(seconds, shape);
  const random = createRandom(midi * 31_337);
  const knock = new Filter(700, 0.8);
  const hz = midiToHz(midi);
  const fall = Math.exp(-1 / (0.3 * SAMPLE_RATE));
  let harmonics = 0.55;
  let phase = 0;
  for (let i = 0; i < out.length; i++) {
    const glide = 1 + 0.012 * Math.exp(-i / (0.02 * SAMPLE_RATE));
    phase += (hz * glide) / SAMPLE_RATE;
    const body = sine(phase) + harmonics * (0.6 * sine(2 * phase) + 0.35 * sine(3 * phase));
    const finger = knock.low(random() * 2 - 1) * Math.exp(-i / (0.008 * SAMPLE_RATE)) * 0.5;
    out[i] = Math.tanh((body * envelope.next() + finger) * 1.2) * velocity * 0.6;
    harmonics *= fall;
  }
  return fadeEnds(out);
};
