/** Something that happens in one block. */
export interface Step {
  /** Days before now. */
  day: number;
  act: () => unknown;
}

const DAY = 86_400;

export const timeOf = (now: number, day: number): number => Math.floor(now - day * DAY);

/** The platform was paused between these days before now: nothing was bought, deposited or staked. */
export const PAUSED = { from: 138.2, until: 131.6 };

/** The same day, or the first one after the pause. */
export const unlessPaused = (day: number): number =>
  day <= PAUSED.from && day >= PAUSED.until ? PAUSED.until - 0.2 : day;
