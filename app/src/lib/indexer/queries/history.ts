import { compareEntries, type HistoryEntry, type HistoryGroup } from "#lib/format/history.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { cursorOf } from "../cursor.ts";
import { readCoinHistory } from "./coin-history.ts";
import { toHistoryRequest, type HistoryQuery } from "./history-request.ts";
import { readShareHistory } from "./share-history.ts";

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  readonly next: string | null;
}

/** What an account did and got, a page at a time: each kind is asked for a page, and the first of all are kept. */
export async function readHistory(indexer: Indexer, account: Hex, query: HistoryQuery): Promise<HistoryPage> {
  const { first, direction } = query;
  const request = toHistoryRequest(account, query);
  const [shares, coins] = await Promise.all([
    readShareHistory(indexer, request),
    readCoinHistory(indexer, request),
  ]);
  const sign = direction === "asc" ? 1 : -1;
  const found = [...shares, ...coins].sort((a, b) => sign * compareEntries(a, b));
  const entries = found.slice(0, first);
  const last = entries.at(-1);
  return { entries, next: last && found.length > first ? cursorOf(last.block, last.id) : null };
}

/** The whole history in the order of the chain, page by page. */
export async function* walkHistory(
  indexer: Indexer,
  account: Hex,
  {
    upTo,
    groups = null,
    pageSize = 999,
  }: {
    readonly upTo: number;
    readonly groups?: readonly HistoryGroup[] | null;
    readonly pageSize?: number;
  },
): AsyncGenerator<readonly HistoryEntry[]> {
  let after: string | null = null;
  do {
    const page: HistoryPage = await readHistory(indexer, account, {
      ...{ first: pageSize, after, direction: "asc", upTo, groups },
    });
    yield page.entries;
    after = page.next;
  } while (after !== null);
}
