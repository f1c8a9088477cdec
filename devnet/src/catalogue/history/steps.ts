/** Something that happens in one block. */
export interface Step {
  /** Days before now. */
  day: number;
  act: () => unknown;
}

const DAY = 86_400;
const HOUR = 3_600;
const QUARTER = 900;
/** Days that are told to the second. */
const EXACT = 45;

/**
 * The index fills a bucket of every total for each hour in which anything happened, and the chain makes a block: what
 * happened within so many days happened within a quarter of an hour, the coarser the longer ago it is.
 */
export const windowOf = (day: number): number => (day > 60 ? 6 : day > EXACT ? 3 : 1);

/** Days with the same one are mined together where nothing is read in between. */
export const momentOf = (day: number): number =>
  day <= EXACT ? day : Math.floor(day / windowOf(day)) * windowOf(day);

/** Unix seconds of a day before now. Keeps the order of days, and days up to the 45th to the second. */
export function timeOf(now: number, day: number): number {
  const moment = momentOf(day);
  const end = Math.floor(now - moment * DAY);
  if (day <= EXACT) return end;
  // The quarter must not lie in two hours.
  const begun = end % HOUR;
  const last = begun < QUARTER ? end - begun - 1 : end;
  return Math.floor(last - ((day - moment) / windowOf(day)) * QUARTER);
}

/** The platform was paused between these days before now: nothing was bought, deposited or staked. */
export const PAUSED = { from: 137.9, until: 131.6 };

/** The same day, or the first one after the pause. */
export const unlessPaused = (day: number): number =>
  day <= PAUSED.from && day >= PAUSED.until ? PAUSED.until - 0.2 : day;
