import { readDesk } from "#lib/indexer/queries/artist-desk.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const MASTERS = 12;

export const load: PageServerLoad = async ({ cookies }) => {
  const owner = accountOf(cookies);
  if (owner === null) return { owner, artists: [], offered: [], now: 0 };
  const { head, artists, offered } = await orUnavailable(readDesk(indexer(), owner, MASTERS));
  return { owner, artists, offered, now: head.time };
};
