import { SAMPLE_RATE, type Stereo, createStereo, toFrames } from "./dsp.ts";
import { Filter } from "./filter.ts";

const at = (samples: Float32Array, index: number): number => samples[index] as number;

/** Echoes that alternate between the sides and darken with every turn. */
export function pingPong(input: Stereo, seconds: number, feedback: number, cutoff: number): Stereo {
  const length = input.left.length;
  const out = createStereo(length);
  const delay = toFrames(seconds);
  const left = new Filter(cutoff);
  const right = new Filter(cutoff);
  for (let i = delay; i < length; i++) {
    const source = (at(input.left, i - delay) + at(input.right, i - delay)) * 0.5;
    out.left[i] = left.low(source + at(out.right, i - delay) * feedback);
    out.right[i] = right.low(at(out.left, i - delay) * feedback);
  }
  return out;
}

const LINE_SECONDS = [0.0297, 0.0371, 0.0411, 0.0437, 0.0533, 0.0617, 0.0683, 0.0797];

/** Feedback delay network of eight lines mixed by a Hadamard matrix; `seconds` is the time to −60 dB. */
export function reverb(input: Stereo, seconds: number, cutoff: number): Stereo {
  const length = input.left.length;
  const out = createStereo(length);
  const lines = LINE_SECONDS.map((line) => new Float32Array(toFrames(line)));
  const gains = LINE_SECONDS.map((line) => 10 ** ((-3 * line) / seconds));
  const darkening = 1 - Math.exp((-2 * Math.PI * cutoff) / SAMPLE_RATE);
  const heads = new Int32Array(8);
  const damped = new Float64Array(8);
  const mixed = new Float64Array(8);
  const predelay = toFrames(0.012);
  for (let i = predelay; i < length; i++) {
    for (let n = 0; n < 8; n++) {
      const value = at(lines[n] as Float32Array, heads[n] as number) * (gains[n] as number);
      const smooth = (damped[n] as number) + (value - (damped[n] as number)) * darkening;
      damped[n] = smooth;
      mixed[n] = smooth;
    }
    out.left[i] =
      ((mixed[0] as number) + (mixed[2] as number) - (mixed[4] as number) + (mixed[6] as number)) * 0.5;
    out.right[i] =
      ((mixed[1] as number) - (mixed[3] as number) + (mixed[5] as number) + (mixed[7] as number)) * 0.5;
    hadamard(mixed);
    for (let n = 0; n < 8; n++) {
      const line = lines[n] as Float32Array;
      const head = heads[n] as number;
      const feed = n % 2 === 0 ? at(input.left, i - predelay) : at(input.right, i - predelay);
      line[head] = (mixed[n] as number) + feed * 0.5;
      heads[n] = head + 1 === line.length ? 0 : head + 1;
    }
  }
  return out;
}

const HADAMARD_SCALE = 1 / Math.sqrt(8);

function hadamard(values: Float64Array): void {
  for (let half = 1; half < 8; half *= 2) {
    for (let i = 0; i < 8; i++) {
      if ((i & half) !== 0) continue;
      const a = values[i] as number;
      const b = values[i + half] as number;
      values[i] = a + b;
      values[i + half] = a - b;
    }
  }
  for (let i = 0; i < 8; i++) values[i] = (values[i] as number) * HADAMARD_SCALE;
}

/** Two modulated short delays in opposite phase: width for pads and electric pianos. */
export function chorus(track: Stereo, depthSeconds: number, hz: number, mix: number): void {
  const dryLeft = track.left.slice();
  const dryRight = track.right.slice();
  const centre = toFrames(0.014);
  const depth = depthSeconds * SAMPLE_RATE;
  const step = (2 * Math.PI * hz) / SAMPLE_RATE;
  for (let i = centre * 2; i < dryLeft.length; i++) {
    const sweep = Math.sin(step * i) * depth;
    track.left[i] = at(dryLeft, i) + interpolate(dryLeft, i - centre - sweep) * mix;
    track.right[i] = at(dryRight, i) + interpolate(dryRight, i - centre + sweep) * mix;
  }
}

function interpolate(samples: Float32Array, position: number): number {
  const whole = Math.floor(position);
  const next = at(samples, whole + 1);
  const here = at(samples, whole);
  return here + (next - here) * (position - whole);
}

/** Stereo tremolo of an electric piano's amplifier. */
export function autoPan(track: Stereo, hz: number, depth: number): void {
  const step = (2 * Math.PI * hz) / SAMPLE_RATE;
  for (let i = 0; i < track.left.length; i++) {
    const swing = Math.sin(step * i) * depth;
    track.left[i] = at(track.left, i) * (1 + swing);
    track.right[i] = at(track.right, i) * (1 - swing);
  }
}

/** Lowers the track after each trigger and lets it come back: the breathing of dance music. */
export function duck(track: Stereo, triggers: number[], depth: number, recovery: number): void {
  const length = toFrames(recovery * 4);
  const edge = toFrames(0.004);
  for (const trigger of triggers) {
    const end = Math.min(track.left.length, trigger + length);
    for (let i = Math.max(0, trigger); i < end; i++) {
      const since = i - trigger;
      const gain = 1 - depth * Math.min(1, since / edge) * Math.exp(-since / (recovery * SAMPLE_RATE));
      track.left[i] = at(track.left, i) * gain;
      track.right[i] = at(track.right, i) * gain;
    }
  }
}

/** Low-pass whose cutoff is drawn as a function of seconds: openings and closings over a section. */
export function sweepLowPass(track: Stereo, cutoffAt: (seconds: number) => number): void {
  const left = new Filter();
  const right = new Filter();
  for (let i = 0; i < track.left.length; i++) {
    if (i % 64 === 0) {
      const cutoff = cutoffAt(i / SAMPLE_RATE);
      left.tune(cutoff, 0.8);
      right.tune(cutoff, 0.8);
    }
    track.left[i] = left.low(at(track.left, i));
    track.right[i] = right.low(at(track.right, i));
  }
}

export function highPass(track: Stereo, cutoff: number): void {
  const left = new Filter(cutoff);
  const right = new Filter(cutoff);
  for (let i = 0; i < track.left.length; i++) {
    track.left[i] = left.high(at(track.left, i));
    track.right[i] = right.high(at(track.right, i));
  }
}
