import { Lock, type Staking } from "./coins.ts";

const YEAR = 365n * 86_400n;

/** Tenths by lock. */
export const WEIGHTS: Readonly<Record<number, bigint>> = {
  [Lock.none]: 10n,
  [Lock.days30]: 12n,
  [Lock.days90]: 16n,
  [Lock.days365]: 22n,
};
export const VOTES: Readonly<Record<number, bigint>> = {
  [Lock.none]: 15n,
  [Lock.days30]: 20n,
  [Lock.days90]: 30n,
  [Lock.days365]: 50n,
};
export const LENGTHS: Readonly<Record<number, number>> = {
  [Lock.none]: 0,
  [Lock.days30]: 30 * 86_400,
  [Lock.days90]: 90 * 86_400,
  [Lock.days365]: 365 * 86_400,
};

type Stream = Awaited<ReturnType<Staking["read"]["stream"]>>;

const least = (...values: readonly bigint[]) => values.reduce((a, b) => (a < b ? a : b));

/** What the design says is emitted between the stream's last update and `time`. */
export function emission(stream: Stream, time: number): bigint {
  const elapsed = BigInt(time - stream.updatedAt);
  const byRate = (stream.baseRate * BigInt(stream.rateFactor) * elapsed) / 10_000n;
  const byCap = (stream.weight * BigInt(stream.cap) * elapsed) / (10n * 10_000n * YEAR);
  return least(byRate, byCap, stream.reserve);
}
