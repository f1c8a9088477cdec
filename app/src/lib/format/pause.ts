import type { Pause } from "./offering.ts";

/** The pause that runs at that time; null when none does. The end of a pause does not belong to it. */
export function pauseAt(pauses: readonly Pause[], time: number): Pause | null {
  return pauses.find(({ from, until }) => from <= time && time < until) ?? null;
}
