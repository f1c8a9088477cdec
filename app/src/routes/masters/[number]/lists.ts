import { ACTIVITY_KINDS } from "#lib/format/activity.ts";
import { IndexerError, type Indexer } from "#lib/indexer/client.ts";
import { readActivity } from "#lib/indexer/queries/master-activity.ts";
import { readHolders } from "#lib/indexer/queries/master-holders.ts";
import { readRevenue } from "#lib/indexer/queries/master-revenue.ts";

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

/** The lists of a master's page. What they show of themselves stands in the page's address. */
export async function readLists(indexer: Indexer, number: string, asked: URLSearchParams) {
  const kind = ACTIVITY_KINDS.find((name) => name === asked.get("activity")) ?? "all";
  const page = (name: string) => ({ first: ROWS, after: asked.get(name) });
  const [holders, revenue, activity] = await Promise.all([
    orNull(readHolders(indexer, number, page("holders"))),
    orNull(readRevenue(indexer, number, { ...page("deposits"), period: asked.get("period") })),
    orNull(readActivity(indexer, number, { ...page("before"), kind })),
  ]);
  return { holders, revenue, activity, kind };
}
