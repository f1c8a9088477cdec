export const SAMPLE_RATE = 44_100;

export interface Stereo {
  left: Float32Array;
  right: Float32Array;
}

export const toFrames = (seconds: number): number => Math.round(seconds * SAMPLE_RATE);

export const createStereo = (frames: number): Stereo => ({
  left: new Float32Array(frames),
  right: new Float32Array(frames),
});

const SEMITONES: Record<string, number> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 };

/** "c4" is 60 (middle C), "eb3" and "f#5" carry one accidental. */
export function pitchToMidi(name: string): number {
  const match = /^([a-g])([b#]?)(\d)$/.exec(name);
  if (match === null) throw new Error(`not a pitch: ${name}`);
  const [, letter, accidental, octave] = match;
  const shift = accidental === "b" ? -1 : accidental === "#" ? 1 : 0;
  return 12 * (Number(octave) + 1) + (SEMITONES[letter as string] as number) + shift;
}

export const midiToHz = (midi: number): number => 440 * 2 ** ((midi - 69) / 12);

/** Uniform in [0, 1), the same sequence on every machine (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Correction of a step of height 2 at phase 0, which keeps saws and pulses free of audible aliasing. */
function polyBlep(phase: number, step: number): number {
  if (phase < step) {
    const t = phase / step;
    return t + t - t * t - 1;
  }
  if (phase > 1 - step) {
    const t = (phase - 1) / step;
    return t * t + t + t + 1;
  }
  return 0;
}

export const saw = (phase: number, step: number): number => 2 * phase - 1 - polyBlep(phase, step);

export function pulse(phase: number, step: number, width: number): number {
  const shifted = phase >= width ? phase - width : phase - width + 1;
  return saw(phase, step) - saw(shifted, step);
}

const TABLE_SIZE = 8192;
const SINE_TABLE = Float64Array.from({ length: TABLE_SIZE + 1 }, (_, i) =>
  Math.sin((2 * Math.PI * i) / TABLE_SIZE),
);

/** Sine of `turns` full circles. Linear interpolation keeps the error below 1e-7, far under 16 bits. */
export function sine(turns: number): number {
  const position = (turns - Math.floor(turns)) * TABLE_SIZE;
  const index = position | 0;
  const here = SINE_TABLE[index] as number;
  return here + ((SINE_TABLE[index + 1] as number) - here) * (position - index);
}
