import { readArtistsOf, readLaunchTerms } from "#lib/indexer/queries/artist.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ cookies, url }) => {
  const owner = accountOf(cookies);
  const subgraph = indexer();
  const terms = await orUnavailable(readLaunchTerms(subgraph));
  if (owner === null) return { owner, terms, artists: [], chosen: null, now: 0 };
  const { head, artists } = await orUnavailable(readArtistsOf(subgraph, owner));
  const asked = url.searchParams.get("artist");
  return {
    owner,
    terms,
    artists: artists.map(({ id, name, hasCoin }) => ({ id, name, needsCoin: terms.makesCoins && !hasCoin })),
    chosen: artists.find(({ id }) => id === asked)?.id ?? artists[0]?.id ?? null,
    now: head.time,
  };
};
