import { readCuratedArtists, readCuratedMasters } from "#lib/indexer/queries/curation.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 30;

export const load: PageServerLoad = async ({ url }) => {
  const kind = url.searchParams.get("kind") === "artists" ? "artists" : "masters";
  const search = (url.searchParams.get("q") ?? "").slice(0, 100);
  const query = { search, first: PAGE_SIZE, before: url.searchParams.get("before") };
  const read = kind === "artists" ? readCuratedArtists : readCuratedMasters;
  return { kind, search, list: await orUnavailable(read(indexer(), query)) } as const;
};
