import { ZERO_ADDRESS } from "#lib/format/network.ts";
import type { Tier } from "#lib/format/shares.ts";
import { readFacets } from "#lib/indexer/queries/facets.ts";
import { listListings, type ListingSort } from "#lib/indexer/queries/listings.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 24;

/** What the address asks for; anything it cannot mean is left out. */
function readQuery(params: URLSearchParams) {
  const tier = /^[1-4]$/.test(params.get("tier") ?? "") ? (Number(params.get("tier")) as Tier) : null;
  const master = /^[1-9]\d{0,15}$/.test(params.get("master") ?? "") ? params.get("master") : null;
  const sort: ListingSort = params.get("sort") === "new" ? "new" : "cheap";
  return { tier, master, sort, symbol: params.get("currency") ?? "", after: params.get("after") };
}

export const load: PageServerLoad = async ({ url }) => {
  const subgraph = indexer();
  const { symbol, ...query } = readQuery(url.searchParams);
  const { currencies } = await orUnavailable(readFacets(subgraph));
  const currency =
    currencies.find((one) => one.symbol.toLowerCase() === symbol.toLowerCase()) ??
    currencies.find(({ address }) => address === ZERO_ADDRESS) ??
    currencies[0] ??
    null;
  const found =
    currency === null
      ? null
      : await orUnavailable(
          listListings(subgraph, { ...query, currency: currency.address, first: PAGE_SIZE }),
        );
  return { query, currency, currencies, listings: found?.items ?? [], next: found?.next ?? null };
};
