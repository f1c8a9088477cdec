import { readArtistsOf, readLaunchTerms } from "#lib/indexer/queries/artist.ts";
import { readSession } from "#lib/indexer/queries/studio-session.ts";
import { originOf, type LaunchOrigin } from "#lib/format/launch-origin.ts";
import type { Indexer } from "#lib/indexer/client.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

/** The locked session that a launch is to come from; null where none was asked for, or it is not one's own. */
async function readOrigin(
  subgraph: Indexer,
  session: string | null,
  artists: readonly { readonly id: string }[],
): Promise<LaunchOrigin | null> {
  if (session === null || !/^[1-9]\d{0,18}$/.test(session)) return null;
  const found = await orUnavailable(readSession(subgraph, session));
  const isOwn = artists.some(({ id }) => id === found?.session.artist.id);
  return found && isOwn ? originOf(found.session) : null;
}

export const load: PageServerLoad = async ({ cookies, url }) => {
  const owner = accountOf(cookies);
  const subgraph = indexer();
  const terms = await orUnavailable(readLaunchTerms(subgraph));
  if (owner === null) return { owner, origin: null, terms, artists: [], chosen: null, now: 0 };
  const { head, artists } = await orUnavailable(readArtistsOf(subgraph, owner));
  const asked = url.searchParams.get("artist");
  const origin = await readOrigin(subgraph, url.searchParams.get("session"), artists);
  return {
    ...{ owner, origin },
    terms,
    artists: artists.map(({ id, name, hasCoin }) => ({ id, name, needsCoin: terms.makesCoins && !hasCoin })),
    chosen: origin?.artistId ?? artists.find(({ id }) => id === asked)?.id ?? artists[0]?.id ?? null,
    now: head.time,
  };
};
