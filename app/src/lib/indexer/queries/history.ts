import { withoutSold } from "#lib/format/market-history.ts";
import { compareEntries, type HistoryEntry, type HistoryGroup } from "#lib/format/history.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { cursorOf } from "../cursor.ts";
import { readCoinHistory } from "./coin-history.ts";
import { readMarketHistory } from "./market-history.ts";
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
  const [shares, coins, market] = await Promise.all([
    readShareHistory(indexer, request),
    readCoinHistory(indexer, request),
    readMarketHistory(indexer, request),
  ]);
  const sign = direction === "asc" ? 1 : -1;
  const found = [...shares, ...coins, ...market].sort((a, b) => sign * compareEntries(a, b));
  const end = endOfPage(found, first);
  const shown = new Set<HistoryEntry>(withoutSold(found));
  const isTrade = ({ kind }: HistoryEntry) => kind === "resale-sale" || kind === "resale-purchase";
  const entries = found
    .slice(0, end)
    .filter((entry) => shown.has(entry) && (request.isAsked("resales") || !isTrade(entry)));
  const last = found[end - 1];
  const next = last && found.length > end ? cursorOf(last.block, last.id) : null;
  // A page of nothing but sales has no gift to show; the next one may.
  if (entries.length === 0 && next !== null) return readHistory(indexer, account, { ...query, after: next });
  return { entries, next };
}

/** One event may be two entries, for its seller who is its first buyer, too: they stay on one page. */
function endOfPage(found: readonly HistoryEntry[], first: number): number {
  let end = Math.min(first, found.length);
  while (end < found.length && found[end]?.id === found[end - 1]?.id) end += 1;
  return end;
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
