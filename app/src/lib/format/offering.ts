import type { Currency, Hex } from "./network.ts";
import { formatDateTime, formatSpan } from "./time.ts";

/** An offering as the app shows it. `start` and `end` are the effective ones, moved by pauses. */
export interface Offering {
  readonly currency: Currency;
  readonly price: bigint;
  readonly totalShares: number;
  readonly publicShares: number;
  readonly sold: number;
  readonly walletCap: number;
  readonly start: number;
  readonly end: number;
  readonly presaleStart: number | null;
  readonly presaleRoot: Hex | null;
  readonly presaleListCid: string | null;
  readonly platformFee: number;
  readonly closedAt: number | null;
}

export interface Pause {
  readonly from: number;
  readonly until: number;
}

export type Phase = "upcoming" | "presale" | "open" | "sold-out" | "ended" | "closed";

const GRACE = 30 * 24 * 60 * 60;

/**
 * Start and end as registered, moved by the time for which pauses (oldest first) overlapped what somebody may buy in. A
 * pause before the start defers it only where there is a presale: it would use the presale up.
 */
export function effectiveWindow(
  registered: Pick<Offering, "start" | "end" | "presaleStart">,
  pauses: readonly Pause[],
): { start: number; end: number } {
  const { start, end, presaleStart } = registered;
  return {
    start: presaleStart === null ? start : extended(presaleStart, start, pauses),
    end: extended(presaleStart ?? start, end, pauses),
  };
}

function extended(opening: number, end: number, pauses: readonly Pause[]): number {
  return pauses.reduce(
    (time, { from, until }) =>
      from < time && until > opening ? time + (until - Math.max(from, opening)) : time,
    end,
  );
}

export function phaseOf(offering: Offering, now: number): Phase {
  if (offering.sold >= offering.publicShares) return "sold-out";
  if (offering.closedAt !== null || now >= offering.end + GRACE) return "closed";
  if (now >= offering.end) return "ended";
  if (now >= offering.start) return "open";
  if (offering.presaleStart !== null && now >= offering.presaleStart) return "presale";
  return "upcoming";
}

/** When the phase changes next by the clock alone; null when it does not. */
export function nextChange(offering: Offering, now: number): number | null {
  if (["sold-out", "closed"].includes(phaseOf(offering, now))) return null;
  const { presaleStart, start, end } = offering;
  const ahead = [presaleStart ?? 0, start, end].filter((time) => time > now);
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

export function isBuyable(phase: Phase): boolean {
  return phase === "open" || phase === "presale";
}

export interface PhaseWords {
  readonly label: string;
  readonly detail: string;
}

export function describePhase(offering: Offering, now: number): PhaseWords {
  switch (phaseOf(offering, now)) {
    case "sold-out":
      return { label: "Sold out", detail: "Every public share has a holder." };
    case "closed":
      return { label: "Closed", detail: "The offering is over for good." };
    case "ended":
      return {
        label: "Ended",
        detail: `Ended ${formatDateTime(offering.end)}. The artist may still extend it.`,
      };
    case "open":
      return { label: "Open", detail: `Closes in ${formatSpan(offering.end - now)}` };
    case "presale":
      return {
        label: "Presale",
        detail: `For the allow-list only; opens to everyone in ${formatSpan(offering.start - now)}`,
      };
    case "upcoming": {
      const opening = offering.presaleStart ?? offering.start;
      return { label: "Upcoming", detail: `Opens in ${formatSpan(opening - now)}` };
    }
  }
}

/** What each party gets of a purchase; the two parts add up to the total. */
export function splitPurchase(
  offering: Pick<Offering, "sold" | "price" | "platformFee">,
  count: number,
): { total: bigint; fee: bigint; artist: bigint } {
  const before = BigInt(offering.sold) * offering.price;
  const total = BigInt(count) * offering.price;
  const rate = BigInt(offering.platformFee);
  const fee = ((before + total) * rate) / 10_000n - (before * rate) / 10_000n;
  return { total, fee, artist: total - fee };
}
