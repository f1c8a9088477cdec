/** Something that happens in one block. */
export interface Step {
  /** Days before now. */
  day: number;
  act: () => unknown;
}

const DAY = 86_400;

export const timeOf = (now: number, day: number): number => Math.floor(now - day * DAY);
