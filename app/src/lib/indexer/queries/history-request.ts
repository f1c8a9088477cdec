import type { HistoryGroup } from "#lib/format/history.ts";
import type { Hex } from "#lib/format/network.ts";
import { parseCursor } from "../cursor.ts";

export interface HistoryQuery {
  readonly first: number;
  readonly after: string | null;
  readonly direction: "asc" | "desc";
  /** Only these; everything unless they are given. */
  readonly groups?: readonly HistoryGroup[] | null;
  /** Leaves out what came later, so that pages of one reading belong together. */
  readonly upTo?: number;
}

/** One page of a history as each kind is asked for it. */
export interface HistoryRequest {
  /** How many of each kind. */
  readonly first: number;
  readonly direction: "asc" | "desc";
  readonly isAsked: (group: HistoryGroup) => boolean;
  /** The filter of a kind whose field names the account; `more` holds for all of it. */
  readonly of: (field: string, more?: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** graph-node takes no other condition beside `or`, so that every branch holds all of them. */
function conditions(
  owner: Readonly<Record<string, unknown>>,
  { after, direction, upTo }: HistoryQuery,
): Record<string, unknown> {
  const bound = upTo === undefined ? {} : { block_lte: String(upTo) };
  const cursor = parseCursor(after);
  if (cursor === null) return { ...owner, ...bound };
  const than = direction === "asc" ? "gt" : "lt";
  return {
    or: [
      { ...owner, ...bound, [`block_${than}`]: cursor.value },
      { ...owner, block: cursor.value, [`id_${than}`]: cursor.id },
    ],
  };
}

export function toHistoryRequest(account: Hex, query: HistoryQuery): HistoryRequest {
  const { first, direction, groups = null } = query;
  const id = account.toLowerCase();
  return {
    // One more tells whether there is a next page; graph-node gives at most 1,000 of a kind.
    first: Math.min(first + 1, 1000),
    direction,
    isAsked: (group) => groups === null || groups.includes(group),
    of: (field, more = {}) => conditions({ ...more, [field]: id }, query),
  };
}
