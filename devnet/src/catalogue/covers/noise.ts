import { createRandom } from "../audio/dsp.ts";

/** Smooth noise in −1..1 over a repeating lattice of 64 × 64. */
export function createNoise(seed: number): (x: number, y: number) => number {
  const random = createRandom(seed);
  const lattice = Float64Array.from({ length: 4096 }, () => random() * 2 - 1);
  const value = (x: number, y: number): number => lattice[(x & 63) + (y & 63) * 64] as number;
  const ease = (t: number): number => t * t * (3 - 2 * t);
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const u = ease(x - column);
    const v = ease(y - row);
    const top = value(column, row) * (1 - u) + value(column + 1, row) * u;
    const bottom = value(column, row + 1) * (1 - u) + value(column + 1, row + 1) * u;
    return top * (1 - v) + bottom * v;
  };
}

/** Grey paper grain around the middle tone, two sizes of fibre. */
export function paperGrain(size: number, strength: number, seed: number): Buffer {
  const random = createRandom(seed);
  const cloud = createNoise(seed + 1);
  const pixels = Buffer.alloc(size * size);
  for (let i = 0; i < pixels.length; i++) {
    const x = i % size;
    const y = (i - x) / size;
    const fibre =
      (x & 1) === 0 || i === 0 ? random() + random() - 1 : ((pixels[i - 1] as number) - 128) / 128 / strength;
    const tone = fibre * strength + cloud(x / 90, y / 90) * strength * 0.25;
    pixels[i] = Math.max(0, Math.min(255, Math.round(128 + 128 * tone)));
  }
  return pixels;
}
