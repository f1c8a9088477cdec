import { boundOf, readResaleQuery } from "#lib/format/resale-query.ts";
import { readFacets } from "#lib/indexer/queries/facets.ts";
import { listListings } from "#lib/indexer/queries/listings.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 24;

export const load: PageServerLoad = async ({ url }) => {
  const subgraph = indexer();
  const { currencies } = await orUnavailable(readFacets(subgraph));
  const query = readResaleQuery(url.searchParams, currencies);
  const { currency } = query;
  if (currency === null) {
    return { query, currencies, listings: [], next: null, floor: null, last: null };
  }
  const [most, earned] = [boundOf(query.max, currency), boundOf(query.earned, currency)];
  const found = await orUnavailable(
    listListings(subgraph, { ...query, most, earned, currency: currency.address, first: PAGE_SIZE }),
  );
  const { items: listings, next, floor, last } = found;
  return { query, currencies, listings, next, floor, last };
};
