import { ACTIVITY_KINDS, withComments, type CommentRow } from "#lib/format/activity.ts";
import type { Hex } from "#lib/format/network.ts";
import { parseCursor } from "#lib/indexer/cursor.ts";
import { IndexerError, type Indexer } from "#lib/indexer/client.ts";
import { readActivity } from "#lib/indexer/queries/master-activity.ts";
import { readHolders } from "#lib/indexer/queries/master-holders.ts";
import { readRevenue } from "#lib/indexer/queries/master-revenue.ts";
import { readMasterMarket } from "#lib/indexer/queries/master-market.ts";
import { readSpeakers } from "#lib/indexer/queries/speakers.ts";
import { listComments } from "#lib/relay/comments.ts";

const ROWS = 8;

/** A list that cannot be read is missing from its place; the rest of the page stands. */
async function orNull<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (problem) {
    if (!(problem instanceof IndexerError)) throw problem;
    return null;
  }
}

/** What people say about a master, with who they are; null while it cannot be read. */
async function readComments(
  indexer: Indexer,
  relayUrl: string | null,
  master: Hex,
  before: string | null,
): Promise<{ readonly items: readonly CommentRow[]; readonly next: string | null } | null> {
  const page = relayUrl === null ? null : await listComments(relayUrl, master, before);
  if (page === null) return null;
  const accounts = [...new Set(page.comments.map(({ account }) => account))];
  const speakers = accounts.length > 0 ? await orNull(readSpeakers(indexer, master, accounts)) : null;
  const items = page.comments.map(({ id, account, text, time, nonce, signature }): CommentRow => {
    const { name = null, picture = null, held = 0 } = speakers?.get(account) ?? {};
    return { kind: "comment", id, account, text, time, nonce, signature, name, picture, held };
  });
  return { items, next: page.next };
}

/** The lists of a master's page. What they show of themselves stands in the page's address. */
export async function readLists(indexer: Indexer, number: string, asked: URLSearchParams) {
  const kind = ACTIVITY_KINDS.find((name) => name === asked.get("activity")) ?? "all";
  const page = (name: string) => ({ first: ROWS, after: asked.get(name) });
  const [holders, revenue, activity] = await Promise.all([
    orNull(readHolders(indexer, number, page("holders"))),
    orNull(readRevenue(indexer, number, { ...page("deposits"), period: asked.get("period") })),
    orNull(readActivity(indexer, number, { ...page("before"), kind })),
  ]);
  return { holders, revenue, activity, kind, before: asked.get("before") };
}

type Lists = Awaited<ReturnType<typeof readLists>>;

/** The activity of a page's lists with what people say; `areCommentsAway` while that cannot be read. */
export async function readFeed(
  indexer: Indexer,
  { relayUrl, master }: { readonly relayUrl: string | null; readonly master: Hex },
  { activity, kind }: Pick<Lists, "activity" | "kind">,
  asked: URLSearchParams,
) {
  const before = asked.get("before");
  const isOfComments = kind === "comments";
  const after = isOfComments && /^\d{1,18}$/.test(before ?? "") ? before : null;
  const comments =
    isOfComments || kind === "all" ? await readComments(indexer, relayUrl, master, after) : null;
  const areCommentsAway = comments === null && (isOfComments || kind === "all");
  if (isOfComments) return { activity: comments, areCommentsAway };
  if (activity === null || comments === null) return { activity, areCommentsAway };
  const end = Number(parseCursor(before)?.value ?? Infinity);
  return { activity: withComments(activity, comments.items, end), areCommentsAway };
}

/** The market of a master's shares; `?resale=2` asks for the prices of one tier. */
export function readResale(indexer: Indexer, number: string, asked: URLSearchParams, now: number) {
  const tier = ([1, 2, 3, 4] as const).find((one) => String(one) === asked.get("resale")) ?? null;
  return orNull(readMasterMarket(indexer, { number, now, tier }));
}
