import { readHead } from "#lib/indexer/queries/chain.ts";
import { listMasters, type MasterFilter, type MasterSort } from "#lib/indexer/queries/masters.ts";
import { withHues } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 24;
const LONGEST_SEARCH = 64;
const FILTERS: readonly MasterFilter[] = ["all", "open", "upcoming", "over"];
const SORTS: readonly MasterSort[] = ["newest", "oldest", "ending"];

export const load: PageServerLoad = async ({ url }) => {
  const asked = url.searchParams;
  const filter = FILTERS.find((name) => name === asked.get("show")) ?? "all";
  const sort = SORTS.find((name) => name === asked.get("sort")) ?? "newest";
  const search = (asked.get("q") ?? "").slice(0, LONGEST_SEARCH);
  const after = asked.get("after");
  const subgraph = indexer();
  const { time: now } = await orUnavailable(readHead(subgraph));
  const page = await orUnavailable(
    listMasters(subgraph, { filter, sort, search, after, first: PAGE_SIZE, now }),
  );
  return { now, filter, sort, search, after, masters: withHues(page.masters), next: page.next };
};
