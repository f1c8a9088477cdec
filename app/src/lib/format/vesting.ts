const VESTING_YEARS = 4;
const YEAR = 365 * 24 * 60 * 60;
const VESTING_LENGTH = VESTING_YEARS * YEAR;

/** Coins that vest evenly over four years. */
export interface Vesting {
  readonly total: bigint;
  readonly released: bigint;
  readonly start: number;
}

/** What has vested at a time, released or not, rounded down as the contract does. */
export function vestedAt({ total, start }: Vesting, time: number): bigint {
  if (time <= start) return 0n;
  if (time >= start + VESTING_LENGTH) return total;
  return (total * BigInt(time - start)) / BigInt(VESTING_LENGTH);
}

export function releasableAt(vesting: Vesting, time: number): bigint {
  const vested = vestedAt(vesting, time);
  return vested > vesting.released ? vested - vesting.released : 0n;
}

export function vestingEnd({ start }: Vesting): number {
  return start + VESTING_LENGTH;
}

export interface VestingMark {
  readonly time: number;
  readonly vested: bigint;
  readonly isPast: boolean;
}

/** What has vested after each year. */
export function vestingMarks(vesting: Vesting, now: number): readonly VestingMark[] {
  return Array.from({ length: VESTING_YEARS }, (_, index) => {
    const time = vesting.start + (index + 1) * YEAR;
    return { time, vested: vestedAt(vesting, time), isPast: time <= now };
  });
}
