import { error } from "@sveltejs/kit";
import { readArtistProfile } from "#lib/indexer/queries/artist-profile.ts";
import { COUNTED } from "#lib/indexer/queries/master-order.ts";
import { listMasters, readClock } from "#lib/indexer/queries/masters.ts";
import { listSessions } from "#lib/indexer/queries/studio.ts";
import { withHues } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 12;
const SESSIONS = 3;

export const load: PageServerLoad = async ({ params, url }) => {
  if (!/^[1-9]\d{0,18}$/.test(params.id)) error(404, "There is no such artist.");
  const subgraph = indexer();
  const [artist, clock] = await orUnavailable(
    Promise.all([readArtistProfile(subgraph, params.id), readClock(subgraph)]),
  );
  if (!artist) error(404, "There is no such artist.");
  const after = url.searchParams.get("after");
  const listing = { state: "all", sort: "newest", artist: artist.id, after, first: PAGE_SIZE } as const;
  const newest = { state: null, artist: artist.id, first: SESSIONS, after: null, now: clock.time };
  const [{ masters, next, count }, sessions] = await orUnavailable(
    Promise.all([
      listMasters(subgraph, { ...listing, includesHidden: artist.isHidden }, clock),
      listSessions(subgraph, newest),
    ]),
  );
  return {
    ...{ now: clock.time, artist, masters: withHues(masters), sessions, after, next, count },
    mostCounted: COUNTED,
  };
};
