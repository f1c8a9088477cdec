import { readArtistsOf } from "#lib/indexer/queries/artist.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ cookies }) => {
  const owner = accountOf(cookies);
  if (owner === null) return { owner, artists: [], now: 0 };
  const { head, artists } = await orUnavailable(readArtistsOf(indexer(), owner));
  return { owner, artists, now: head.time };
};
