import { unitsOf } from "./dividends.ts";
import type { MasterEntry } from "./history.ts";
import type { Currency, Hex } from "./network.ts";

/** A deposit of a master that the account holds or held shares of. */
export interface DepositPoint {
  readonly master: Hex;
  readonly block: number;
  readonly time: number;
  readonly perUnit: bigint;
}

/** What the account has earned in one master until now, by the chain's own accounting. */
export interface EarnedTotal {
  readonly master: Hex;
  readonly currency: Currency;
  readonly earned: bigint;
}

interface Change {
  readonly block: number;
  readonly balance: number;
  readonly staked: number;
}

/** How the account's shares of one master came, went, were staked and released. */
function changesOf(entries: readonly MasterEntry[]): Change[] {
  const changes: Change[] = [];
  const received = new Set<number>();
  for (const entry of entries) {
    const { block } = entry;
    if (entry.kind === "purchase") changes.push({ block, balance: entry.count, staked: 0 });
    if (entry.kind === "gift-in" || entry.kind === "resale-purchase") {
      received.add(entry.number);
      changes.push({ block, balance: 1, staked: 0 });
    }
    if (entry.kind === "gift-out" || entry.kind === "resale-sale") {
      // A share of the artist's own minting has no purchase; it counts from the beginning.
      if (!entry.isBought && !received.has(entry.number)) changes.push({ block: 0, balance: 1, staked: 0 });
      changes.push({ block, balance: -1, staked: 0 });
    }
    if (entry.kind === "stake") changes.push({ block, balance: 0, staked: 1 });
    if (entry.kind === "leave") changes.push({ block, balance: 0, staked: -1 });
  }
  return changes;
}

function earnedAt(deposit: DepositPoint, changes: readonly Change[]): bigint {
  const held = changes.filter(({ block }) => block < deposit.block);
  const balance = held.reduce((sum, change) => sum + change.balance, 0);
  const staked = held.reduce((sum, change) => sum + change.staked, 0);
  const units = unitsOf({ balance, staked });
  return units > 0n ? deposit.perUnit * units : 0n;
}

export interface EarningsMonth {
  /** Unix seconds of its first moment, UTC. */
  readonly start: number;
  readonly amount: bigint;
}

export interface EarningsLine {
  readonly currency: Currency;
  /** Earned before the first month shown. */
  readonly earlier: bigint;
  readonly months: readonly EarningsMonth[];
  readonly total: bigint;
}

/** First moments of the months up to the one of `now`, oldest first. */
export function monthStarts(now: number, count: number): readonly number[] {
  const today = new Date(now * 1000);
  return Array.from(
    { length: count },
    (_, index) => Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - (count - 1 - index), 1) / 1000,
  );
}

interface Sums {
  readonly currency: Currency;
  readonly months: bigint[];
  earlier: bigint;
}

/**
 * What an account earned by month and currency: the units it held at each deposit, times what each unit got. What that
 * misses of the chain's own sum (shares that were minted to the account) is put with what came earlier.
 */
export function earningsByMonth(
  totals: readonly EarnedTotal[],
  deposits: readonly DepositPoint[],
  history: readonly MasterEntry[],
  starts: readonly number[],
): readonly EarningsLine[] {
  const lines = new Map<Hex, Sums>();
  for (const { master, currency, earned } of totals) {
    const known = lines.get(currency.address);
    const line = known ?? { currency, months: starts.map(() => 0n), earlier: 0n };
    lines.set(currency.address, line);
    const changes = changesOf(history.filter((entry) => entry.master.id === master));
    let placed = 0n;
    for (const deposit of deposits.filter((each) => each.master === master)) {
      const month = starts.findLastIndex((start) => deposit.time >= start);
      const amount = earnedAt(deposit, changes);
      if (month === -1) continue;
      line.months[month] = (line.months[month] ?? 0n) + amount;
      placed += amount;
    }
    line.earlier += earned > placed ? earned - placed : 0n;
  }
  return [...lines.values()].map(({ currency, months, earlier }) => ({
    currency,
    earlier,
    months: starts.map((start, index) => ({ start, amount: months[index] ?? 0n })),
    total: months.reduce((sum, amount) => sum + amount, earlier),
  }));
}
