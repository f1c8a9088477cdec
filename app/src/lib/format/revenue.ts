import type { Hex } from "./network.ts";
import { isoDate, monthNames } from "./time.ts";

interface RevenueEntry {
  readonly id: Hex;
  readonly amount: bigint;
  readonly perShare: bigint;
  /** Exclusive end of the accounting period. */
  readonly periodEnd: number;
  readonly time: number;
}

/** What was deposited for accounting periods that ended in one month, quarter or year. */
export interface RevenueBar {
  /** "2026-10", "2026-Q4" or "2026". */
  readonly key: string;
  /** "October 2026", "4th quarter of 2026" or "2026". */
  readonly name: string;
  /** Under a bar: "Oct", "Q4" or "2026". */
  readonly short: string;
  readonly amount: bigint;
  readonly perShare: bigint;
  /** Ids of the deposits. */
  readonly deposits: readonly Hex[];
}

const MOST_BARS = 24;
// Anybody may deposit for any period: one that lies further back counts as of then, one ahead as of the deposit.
const FURTHEST_BACK = 20 * 366 * 86_400;
const ORDINALS = ["1st", "2nd", "3rd", "4th"] as const;

/** Months since year 0, so that neighbours differ by one. */
function monthOf(unix: number): number {
  const date = new Date(unix * 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function nameSpan(month: number, size: number): Pick<RevenueBar, "key" | "name" | "short"> {
  const year = Math.floor(month / 12);
  if (size === 12) return { key: `${year}`, name: `${year}`, short: `${year}` };
  if (size === 3) {
    const quarter = (month % 12) / 3;
    const name = `${ORDINALS[quarter]} quarter of ${year}`;
    return { key: `${year}-Q${quarter + 1}`, name, short: `Q${quarter + 1}` };
  }
  const start = Date.UTC(year, month % 12, 1) / 1000;
  const { long, short } = monthNames(start);
  return { key: isoDate(start).slice(0, 7), name: long, short };
}

/** Deposits as bars without gaps, oldest first: by month, by quarter where that makes too many, by year else. */
export function revenueBars(entries: readonly RevenueEntry[]): readonly RevenueBar[] {
  if (entries.length === 0) return [];
  const months = entries.map(({ periodEnd, time }) =>
    monthOf(Math.max(time - FURTHEST_BACK, Math.min(periodEnd - 1, time))),
  );
  const [first, last] = [Math.min(...months), Math.max(...months)];
  const countOf = (size: number) => Math.floor(last / size) - Math.floor(first / size) + 1;
  const size = [1, 3].find((months) => countOf(months) <= MOST_BARS) ?? 12;
  return Array.from({ length: countOf(size) }, (_, index) => {
    const bar = Math.floor(first / size) + index;
    const own = entries.filter((_entry, position) => Math.floor((months[position] ?? 0) / size) === bar);
    return {
      ...nameSpan(bar * size, size),
      amount: own.reduce((sum, { amount }) => sum + amount, 0n),
      perShare: own.reduce((sum, { perShare }) => sum + perShare, 0n),
      deposits: own.map(({ id }) => id),
    };
  });
}
