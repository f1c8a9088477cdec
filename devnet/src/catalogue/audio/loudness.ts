import { SAMPLE_RATE, type Stereo } from "./dsp.ts";

interface Biquad {
  b: [number, number, number];
  a: [number, number];
}

/** The two stages of K-weighting (ITU-R BS.1770), recomputed for our sample rate. */
function kWeighting(): [Biquad, Biquad] {
  const shelf = prewarp(1681.974450955533);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const norm = 1 + shelf / q + shelf * shelf;
  const first: Biquad = {
    b: [
      (high + (band * shelf) / q + shelf * shelf) / norm,
      (2 * (shelf * shelf - high)) / norm,
      (high - (band * shelf) / q + shelf * shelf) / norm,
    ],
    a: [(2 * (shelf * shelf - 1)) / norm, (1 - shelf / q + shelf * shelf) / norm],
  };
  const cut = prewarp(38.13547087602444);
  const cutQ = 0.5003270373238773;
  const cutNorm = 1 + cut / cutQ + cut * cut;
  const second: Biquad = {
    b: [1, -2, 1],
    a: [(2 * (cut * cut - 1)) / cutNorm, (1 - cut / cutQ + cut * cut) / cutNorm],
  };
  return [first, second];
}

const prewarp = (hz: number): number => Math.tan((Math.PI * hz) / SAMPLE_RATE);

/** Mean square of each 100 ms after K-weighting. */
function weightedPower(samples: Float32Array): Float64Array {
  const [shelf, cut] = kWeighting();
  const hop = SAMPLE_RATE / 10;
  const power = new Float64Array(Math.floor(samples.length / hop));
  let [x1, x2, y1, y2, z1, z2] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < power.length * hop; i++) {
    const x = samples[i] as number;
    const y = shelf.b[0] * x + shelf.b[1] * x1 + shelf.b[2] * x2 - shelf.a[0] * y1 - shelf.a[1] * y2;
    const z = cut.b[0] * y + cut.b[1] * y1 + cut.b[2] * y2 - cut.a[0] * z1 - cut.a[1] * z2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    z2 = z1;
    z1 = z;
    const slot = Math.floor(i / hop);
    power[slot] = (power[slot] as number) + (z * z) / hop;
  }
  return power;
}

const toLufs = (power: number): number => -0.691 + 10 * Math.log10(Math.max(power, 1e-12));

/** Integrated loudness in LUFS with the absolute and the relative gate. */
export function integratedLoudness({ left, right }: Stereo): number {
  const l = weightedPower(left);
  const r = weightedPower(right);
  const blocks: number[] = [];
  for (let i = 0; i + 4 <= l.length; i++) {
    let sum = 0;
    for (let n = i; n < i + 4; n++) sum += (l[n] as number) + (r[n] as number);
    blocks.push(sum / 4);
  }
  const mean = (values: number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  const audible = blocks.filter((power) => toLufs(power) > -70);
  const gate = toLufs(mean(audible)) - 10;
  return toLufs(mean(audible.filter((power) => toLufs(power) > gate)));
}
