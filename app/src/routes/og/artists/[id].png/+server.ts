import { error } from "@sveltejs/kit";
import { formatAmount } from "#lib/format/money.ts";
import { countUpTo } from "#lib/format/shares.ts";
import { COUNTED } from "#lib/indexer/queries/master-order.ts";
import { readArtistProfile } from "#lib/indexer/queries/artist-profile.ts";
import { listMasters, readClock } from "#lib/indexer/queries/masters.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import { respondWithPreview } from "#lib/server/og/previews.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = async ({ params, request }) => {
  if (!/^[1-9]\d{0,18}$/.test(params.id)) error(404, "There is no such artist.");
  const subgraph = indexer();
  const [artist, clock] = await orUnavailable(
    Promise.all([readArtistProfile(subgraph, params.id), readClock(subgraph)]),
  );
  if (!artist) error(404, "There is no such artist.");
  const listing = { state: "all", sort: "newest", artist: artist.id, after: null, first: 4 } as const;
  const { masters, count } = await orUnavailable(listMasters(subgraph, listing, clock));
  const covers = masters.map(({ cover }) => cover);
  const earnings = artist.totals
    .filter(({ earned }) => earned > 0n)
    .map(({ earned, currency }) => `${formatAmount(earned, currency).short} earned by holders so far`);
  return respondWithPreview(request, {
    title: artist.name,
    subtitle: [artist.genre, artist.location].filter(Boolean).join(" · "),
    facts: [`Shares of ${countUpTo(count, COUNTED, "recording")}`, ...earnings.slice(0, 2)],
    covers: covers.length === 4 ? covers : [artist.avatar ?? covers[0]].filter((cid) => cid !== undefined),
  });
};
