/** Something that happens in one block. */
export interface Step {
  /** Days before now. */
  day: number;
  act: () => unknown;
}

const DAY = 86_400;
const QUARTER = 900;

/**
 * The index fills a bucket of every total for each hour in which anything happened: what happened within so many days
 * happened within a quarter of an hour, the coarser the longer ago it is.
 */
const windowOf = (day: number): number => (day > 90 ? 3 : 1);
const EXACT = 45;

/** Unix seconds of a day before now. Keeps the order of days, and days up to the 45th to the second. */
export function timeOf(now: number, day: number): number {
  if (day <= EXACT) return Math.floor(now - day * DAY);
  const window = windowOf(day);
  const end = Math.floor(day / window) * window;
  return Math.floor(now - end * DAY - ((day - end) / window) * QUARTER);
}

/** The platform was paused between these days before now: nothing was bought, deposited or staked. */
export const PAUSED = { from: 137.9, until: 131.6 };

/** The same day, or the first one after the pause. */
export const unlessPaused = (day: number): number =>
  day <= PAUSED.from && day >= PAUSED.until ? PAUSED.until - 0.2 : day;
