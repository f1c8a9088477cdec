/** Requests per route; 100000 in the long profile. */
const RUNS = Number(process.env.AUDIFI_GENERATED_RUNS ?? 100);
const SEED = Number(process.env.AUDIFI_GENERATED_SEED ?? 20_261_123);

/** mulberry32: the same run from the same seed. */
const createRandom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

/** What every generated test needs: how many requests, and chance that can be repeated. */
export const createGenerator = () => {
  const random = createRandom(SEED);
  const oneOf = <T>(values: readonly T[]): T => values[random(values.length)] as T;
  return { RUNS, SEED, random, oneOf };
};

export const strange: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  2 ** 53,
  1e308,
  "",
  "0x",
  `0x${"g".repeat(40)}`,
  "\u0000",
  "🎵".repeat(200),
  "' or 1=1 --",
  "../../etc/passwd",
  "%00",
  [],
  {},
  { $ne: 1 },
  { toString: 1 },
];
