import { readSessionMakers } from "#lib/indexer/queries/studio-account.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ cookies, url }) => {
  const owner = accountOf(cookies);
  if (owner === null) return { owner, artists: [], chosen: null, now: 0 };
  const { head, artists } = await orUnavailable(readSessionMakers(indexer(), owner));
  const asked = url.searchParams.get("artist");
  const chosen = artists.find(({ id }) => id === asked)?.id ?? artists[0]?.id ?? null;
  return { owner, artists, chosen, now: head.time };
};
