import { SAMPLE_RATE, type Stereo, toFrames } from "./dsp.ts";
import { highPass } from "./effects.ts";
import { integratedLoudness } from "./loudness.ts";

const TARGET_LUFS = -14;
/** −1.2 dBFS: leaves room for what reconstruction and lossy encoders add between samples. */
const CEILING = 0.87;

function scale({ left, right }: Stereo, gain: number): void {
  for (let i = 0; i < left.length; i++) {
    left[i] = (left[i] as number) * gain;
    right[i] = (right[i] as number) * gain;
  }
}

/** Smallest allowed gain within the coming `window` frames of each frame. */
function slidingMinimum(gains: Float32Array, window: number): Float32Array {
  const out = new Float32Array(gains.length);
  const queue = new Int32Array(gains.length);
  let head = 0;
  let tail = 0;
  for (let i = gains.length - 1; i >= 0; i--) {
    while (tail > head && (gains[queue[tail - 1] as number] as number) >= (gains[i] as number)) tail--;
    queue[tail++] = i;
    if ((queue[head] as number) > i + window) head++;
    out[i] = gains[queue[head] as number] as number;
  }
  return out;
}

/**
 * Look-ahead limiter. The gain is a moving average over the window of values that are each at most what the newest
 * frame allows, so no sample can pass the ceiling.
 */
export function limit(mix: Stereo, ceiling = CEILING): void {
  const { left, right } = mix;
  const window = toFrames(0.004);
  const allowed = new Float32Array(left.length);
  for (let i = 0; i < left.length; i++) {
    const peak = Math.max(Math.abs(left[i] as number), Math.abs(right[i] as number));
    allowed[i] = peak > ceiling ? ceiling / peak : 1;
  }
  const minimum = slidingMinimum(allowed, window);
  const release = 1 - Math.exp(-1 / (0.09 * SAMPLE_RATE));
  const history = new Float64Array(window).fill(1);
  let sum = window;
  let gain = 1;
  for (let i = 0; i < left.length; i++) {
    gain = Math.min(minimum[i] as number, gain + (1 - gain) * release);
    const slot = i % window;
    sum += gain - (history[slot] as number);
    history[slot] = gain;
    const applied = sum / window;
    left[i] = (left[i] as number) * applied;
    right[i] = (right[i] as number) * applied;
  }
}

/** Brings a mix to −14 LUFS under the ceiling. Limiting costs loudness, so it is measured and corrected twice. */
export function master(mix: Stereo): void {
  highPass(mix, 26);
  for (let pass = 0; pass < 2; pass++) {
    scale(mix, 10 ** ((TARGET_LUFS - integratedLoudness(mix)) / 20));
    limit(mix);
  }
  const { left, right } = mix;
  const fade = toFrames(0.6);
  for (let i = 0; i < fade; i++) {
    const index = left.length - 1 - i;
    const gain = Math.sin(((i / fade) * Math.PI) / 2) ** 2;
    left[index] = (left[index] as number) * gain;
    right[index] = (right[index] as number) * gain;
  }
}
