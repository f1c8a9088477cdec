import type { MasterSummary } from "#lib/format/master.ts";
import type { MarketSort } from "#lib/format/market.ts";
import type { Condition } from "./master-conditions.ts";

export interface MasterPage {
  readonly masters: readonly MasterSummary[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
  /** How many masters the whole list has, `COUNTED` at most. */
  readonly count: number;
}

/** graph-node gives no counts and at most this many entities at once. */
export const COUNTED = 1000;

const ORDERS = {
  newest: ["number", "desc"],
  oldest: ["number", "asc"],
  ending: ["end", "asc"],
  cheapest: ["price", "asc"],
  dearest: ["price", "desc"],
  earned: ["acc", "desc"],
} as const satisfies Record<StoredSort, readonly [string, "asc" | "desc"]>;

/** Orders that graph-node keeps; how many shares are left is not a stored figure. */
export type StoredSort = Exclude<MarketSort, "scarce">;

export function orderOf(sort: StoredSort) {
  const [orderBy, orderDirection] = ORDERS[sort];
  return { orderBy, orderDirection };
}

const CURSOR = /^(\d{1,78})_(0x[0-9a-f]{40})$/;

/** A cursor names the value that a list is ordered by and the id of the last master shown. */
export function readCursor(after: string | null): { readonly value: string; readonly id: string } | null {
  const [, value, id] = CURSOR.exec(after ?? "") ?? [];
  return value && id ? { value, id } : null;
}

/** What follows a cursor. graph-node breaks ties by id, in the direction of the order. */
export function cursorConditions(sort: StoredSort, after: string | null): readonly Condition[] {
  const cursor = readCursor(after);
  if (cursor === null) return [];
  const { value, id } = cursor;
  const { orderBy, orderDirection } = orderOf(sort);
  const beyond = orderDirection === "asc" ? "gt" : "lt";
  const tie = { and: [{ [orderBy]: value }, { [`id_${beyond}`]: id }] };
  return [{ or: [{ [`${orderBy}_${beyond}`]: value }, tie] }];
}
