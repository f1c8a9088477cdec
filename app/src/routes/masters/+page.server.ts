import { priceRange, readMarketQuery } from "#lib/format/market.ts";
import { readFacets } from "#lib/indexer/queries/facets.ts";
import { COUNTED } from "#lib/indexer/queries/master-order.ts";
import { listMasters, readClock } from "#lib/indexer/queries/masters.ts";
import { withHues } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 12;

export const load: PageServerLoad = async ({ url }) => {
  const subgraph = indexer();
  const [clock, facets] = await orUnavailable(Promise.all([readClock(subgraph), readFacets(subgraph)]));
  const query = readMarketQuery(url.searchParams, facets.currencies);
  const { currency, least, most, problem } = priceRange(query, facets.currencies);
  const { search, state, sort, genre, tier, after } = query;
  const wanted = { search, state, sort, genre, tier, after, currency: currency?.address, least, most };
  const { masters, next, count } = await orUnavailable(
    listMasters(subgraph, { ...wanted, first: PAGE_SIZE }, clock),
  );
  const mostCounted = COUNTED;
  return { now: clock.time, query, facets, problem, masters: withHues(masters), next, count, mostCounted };
};
