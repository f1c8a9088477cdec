import { phaseOf, type Offering } from "./offering.ts";
import { formatDateTime } from "./time.ts";

/** Most shares that one transaction mints. */
export const MOST_MINTED_AT_ONCE = 2000;

const YEAR = 365 * 24 * 60 * 60;
const GRACE = 30 * 24 * 60 * 60;

/** What an artist may do with an offering now: null is possible, words say why not. */
export interface OfferingChoices {
  readonly extend: string | null;
  readonly close: string | null;
  readonly mint: string | null;
  /** Shares that nobody holds: `unsold + retained`. */
  readonly remaining: number;
  readonly unsold: number;
  readonly retained: number;
  /** When it closes by itself; null once it has. */
  readonly closesBy: number | null;
}

export function offeringChoices(offering: Offering, minted: number, now: number): OfferingChoices {
  const { totalShares, publicShares, sold, end } = offering;
  const phase = phaseOf(offering, now);
  const isClosed = phase === "closed" || phase === "sold-out";
  const remaining = totalShares - minted;
  // What the artist minted already counts as retained shares first.
  const unsold = isClosed ? Math.min(publicShares - sold, remaining) : publicShares - sold;
  const over =
    phase === "sold-out" ? "Every public share is sold, so it is over." : "The offering is closed for good.";
  return {
    extend: isClosed ? over : null,
    close: isClosed ? over : phase === "ended" ? null : `Possible once it has ended, ${formatDateTime(end)}.`,
    mint: !isClosed
      ? "Possible once the offering is sold out or closed."
      : remaining === 0
        ? "All shares are minted."
        : null,
    remaining,
    unsold,
    retained: remaining - unsold,
    closesBy: isClosed ? null : end + GRACE,
  };
}

/** Why an offering cannot end then; null when it can. */
export function checkNewEnd(end: number | null, current: number, now: number): string | null {
  if (end === null) return "Choose the new end.";
  if (end <= current) return `It has to come after the present end, ${formatDateTime(current)}.`;
  if (end <= now) return "This is in the past.";
  if (end > now + YEAR) return "At most a year from now.";
  return null;
}
