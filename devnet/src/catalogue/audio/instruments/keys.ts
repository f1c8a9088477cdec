import { SAMPLE_RATE, createRandom, midiToHz, sine } from "../dsp.ts";
import { Envelope, fadeEnds, soundingFrames } from "../envelope.ts";
import { Filter } from "../filter.ts";
import type { Instrument } from "../instrument.ts";

/** Modulation indices are written in radians; phases run in turns. */
const TURNS = 1 / (2 * Math.PI);

/** Two-operator electric piano: a warm body and a short tine that grows with velocity. */
export const electricPiano: Instrument = (midi, seconds, velocity) => {
  const shape = { attack: 0.004, decay: 1.3, sustain: 0.12, release: 0.09 };
  const out = new Float32Array(soundingFrames(seconds, shape));
  const envelope = new Envelope(seconds, shape);
  const step = midiToHz(midi) / SAMPLE_RATE;
  const bodyFall = Math.exp(-1 / (0.55 * SAMPLE_RATE));
  const tineFall = Math.exp(-1 / (0.09 * SAMPLE_RATE));
  let body = 0.25 + 1.5 * velocity;
  let tine = 0.1 + 0.55 * velocity * velocity;
  for (let i = 0; i < out.length; i++) {
    const phase = step * i;
    const sound =
      sine(phase + body * TURNS * sine(phase)) + tine * sine(phase * 2 + TURNS * sine(phase * 14));
    out[i] = sound * envelope.next() * velocity * 0.5;
    body = 0.12 + (body - 0.12) * bodyFall;
    tine *= tineFall;
  }
  return fadeEnds(out);
};

/** Struck glass: inharmonic frequency modulation that rings out. */
export const glassBell: Instrument = (midi, seconds, velocity) => {
  const shape = { attack: 0.002, decay: 0.5, sustain: 0, release: 0.25 };
  const out = new Float32Array(soundingFrames(seconds, shape));
  const envelope = new Envelope(seconds, shape);
  const step = midiToHz(midi) / SAMPLE_RATE;
  const fall = Math.exp(-1 / (0.22 * SAMPLE_RATE));
  let index = 1.6 * velocity;
  for (let i = 0; i < out.length; i++) {
    const phase = step * i;
    out[i] = sine(phase + index * TURNS * sine(phase * 3.501)) * envelope.next() * velocity * 0.55;
    index *= fall;
  }
  return fadeEnds(out);
};

/** Karplus-Strong string. `damping` near 1 rings long; the delay is interpolated, so it is in tune. */
export const pluckedString =
  (damping: number, brightness: number): Instrument =>
  (midi, seconds, velocity) => {
    const hz = midiToHz(midi);
    const out = new Float32Array(Math.round((seconds + 0.35) * SAMPLE_RATE));
    // The two-point average in the loop delays by half a frame.
    const delay = SAMPLE_RATE / hz - 0.5;
    const whole = Math.floor(delay);
    const fraction = delay - whole;
    const line = excite(whole + 2, midi, velocity * brightness);
    const size = line.length;
    const held = Math.round(seconds * SAMPLE_RATE);
    const ring = damping ** (220 / hz);
    let previous = 0;
    for (let i = 0, write = 0; i < out.length; i++) {
      const near = line[(write + size - whole) % size] as number;
      const far = line[(write + size - whole - 1) % size] as number;
      const delayed = near + (far - near) * fraction;
      const loss = i < held ? ring : ring * 0.985;
      line[write] = (delayed + previous) * 0.5 * loss;
      previous = delayed;
      out[i] = delayed * velocity;
      write = write + 1 === size ? 0 : write + 1;
    }
    return fadeEnds(out, 0.02);
  };

/** A burst of noise one period long without a mean, darker for soft notes. */
function excite(frames: number, seed: number, hardness: number): Float32Array {
  const random = createRandom(seed * 7919);
  const softener = new Filter(900 + 7000 * hardness, 0.6);
  const line = new Float32Array(frames);
  let mean = 0;
  for (let i = 0; i < frames; i++) {
    line[i] = softener.low(random() * 2 - 1);
    mean += (line[i] as number) / frames;
  }
  let peak = 1e-6;
  for (let i = 0; i < frames; i++) {
    line[i] = (line[i] as number) - mean;
    peak = Math.max(peak, Math.abs(line[i] as number));
  }
  return line.map((value) => (value / peak) * 0.8);
}
