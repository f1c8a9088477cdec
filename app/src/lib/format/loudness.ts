/** Integrated loudness as ITU-R BS.1770-4 defines it (the programme loudness of EBU R 128), in LUFS. */

interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** The K-weighting of BS.1770 (shelf, then high pass), whose printed coefficients hold at 48 kHz only, at any rate. */
function weightingFilters(rate: number): readonly [Biquad, Biquad] {
  const gain = 10 ** (3.999843853973347 / 20);
  const slope = gain ** 0.4996667741545416;
  const shelfQ = 0.7071752369554196;
  const k = Math.tan((Math.PI * 1681.974450955533) / rate);
  const shelf = 1 + k / shelfQ + k * k;
  const passQ = 0.5003270373238773;
  const h = Math.tan((Math.PI * 38.13547087602444) / rate);
  const pass = 1 + h / passQ + h * h;
  return [
    {
      b0: (gain + (slope * k) / shelfQ + k * k) / shelf,
      b1: (2 * (k * k - gain)) / shelf,
      b2: (gain - (slope * k) / shelfQ + k * k) / shelf,
      a1: (2 * (k * k - 1)) / shelf,
      a2: (1 - k / shelfQ + k * k) / shelf,
    },
    { b0: 1, b1: -2, b2: 1, a1: (2 * (h * h - 1)) / pass, a2: (1 - h / passQ + h * h) / pass },
  ];
}

const STEPS_PER_BLOCK = 4;

/** Weighted energy of each tenth of a second, added over the samples. */
function stepEnergies(samples: Float32Array, rate: number): Float64Array {
  const [s, p] = weightingFilters(rate);
  const size = Math.round(rate / 10);
  const energies = new Float64Array(Math.floor(samples.length / size));
  let [s1, s2, p1, p2] = [0, 0, 0, 0];
  for (let step = 0; step < energies.length; step += 1) {
    let energy = 0;
    for (let index = step * size; index < (step + 1) * size; index += 1) {
      // Transposed direct form II: two states per filter.
      const x = samples[index] ?? 0;
      const shelved = s.b0 * x + s1;
      s1 = s.b1 * x - s.a1 * shelved + s2;
      s2 = s.b2 * x - s.a2 * shelved;
      const y = p.b0 * shelved + p1;
      p1 = p.b1 * shelved - p.a1 * y + p2;
      p2 = p.b2 * shelved - p.a2 * y;
      energy += y * y;
    }
    energies[step] = energy / size;
  }
  return energies;
}

/** Weights of left, right, centre, low frequencies and the two surrounds, in the order browsers decode them. */
const CHANNEL_WEIGHTS = [1, 1, 1, 0, 1.41, 1.41];

const toLoudness = (energy: number): number => -0.691 + 10 * Math.log10(energy);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Null for what is shorter than 0.4 seconds or below the absolute gate of −70 LUFS throughout. */
export function integratedLoudness(channels: readonly Float32Array[], rate: number): number | null {
  const perChannel = channels.map((samples) => stepEnergies(samples, rate));
  const weights = channels.length > 2 ? CHANNEL_WEIGHTS : [1, 1];
  const steps = perChannel[0]?.length ?? 0;
  const blocks: number[] = [];
  for (let start = 0; start + STEPS_PER_BLOCK <= steps; start += 1) {
    let energy = 0;
    for (const [channel, energies] of perChannel.entries()) {
      let sum = 0;
      for (let step = start; step < start + STEPS_PER_BLOCK; step += 1) sum += energies[step] ?? 0;
      energy += (weights[channel] ?? 0) * (sum / STEPS_PER_BLOCK);
    }
    blocks.push(energy);
  }
  const audible = blocks.filter((energy) => toLoudness(energy) > -70);
  if (audible.length === 0) return null;
  const gate = toLoudness(mean(audible)) - 10;
  return toLoudness(mean(audible.filter((energy) => toLoudness(energy) > gate)));
}

const OVERSAMPLING = 4;
const REACH = 8;
/**
 * Between two samples nothing is higher than the larger of them by more than this (4 dB), but for tones next to half
 * the sample rate. Looking only where it matters takes a tenth of a second for a minute of music.
 */
const MOST_GAIN = 1.6;

/** One windowed sinc per position between two samples. */
const KERNELS = Array.from({ length: OVERSAMPLING - 1 }, (_, phase) => {
  const shift = (phase + 1) / OVERSAMPLING;
  return Float64Array.from({ length: 2 * REACH }, (_, tap) => {
    const at = tap - (REACH - 1) - shift;
    const window = 0.5 * (1 + Math.cos((Math.PI * at) / REACH));
    return (Math.sin(Math.PI * at) / (Math.PI * at)) * window;
  });
});

/** The highest of three values between a sample and the next one. */
function highestAfter(samples: Float32Array, index: number): number {
  let highest = 0;
  for (const kernel of KERNELS) {
    let value = 0;
    for (let tap = 0; tap < kernel.length; tap += 1) {
      value += (samples[index - (REACH - 1) + tap] ?? 0) * (kernel[tap] ?? 0);
    }
    highest = Math.max(highest, Math.abs(value));
  }
  return highest;
}

/** The peak that a converter reconstructs between samples (BS.1770-4, annex 2, fourfold), 1 is full scale. */
export function truePeak(samples: Float32Array): number {
  let highest = 0;
  for (let index = 0; index < samples.length; index += 1) {
    highest = Math.max(highest, Math.abs(samples[index] ?? 0));
  }
  for (let index = 0; index + 1 < samples.length; index += 1) {
    const larger = Math.max(Math.abs(samples[index] ?? 0), Math.abs(samples[index + 1] ?? 0));
    if (larger * MOST_GAIN > highest) highest = Math.max(highest, highestAfter(samples, index));
  }
  return highest;
}
