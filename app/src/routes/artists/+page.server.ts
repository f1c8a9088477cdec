import { listArtists, searchArtists } from "#lib/indexer/queries/artists.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 30;
const LONGEST_SEARCH = 64;

export const load: PageServerLoad = async ({ url }) => {
  const search = (url.searchParams.get("q") ?? "").trim().slice(0, LONGEST_SEARCH);
  const after = url.searchParams.get("after");
  const subgraph = indexer();
  if (search !== "") {
    return { search, after: null, artists: await orUnavailable(searchArtists(subgraph, search)), next: null };
  }
  const { artists, next } = await orUnavailable(listArtists(subgraph, { first: PAGE_SIZE, after }));
  return { search, after, artists, next };
};
