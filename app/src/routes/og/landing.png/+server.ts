import { countUpTo } from "#lib/format/shares.ts";
import { listMasters, readClock } from "#lib/indexer/queries/masters.ts";
import { readPlatformTotals } from "#lib/indexer/queries/platform.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import { respondWithPreview } from "#lib/server/og/previews.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = async ({ request }) => {
  const subgraph = indexer();
  const [clock, { masterCount, artistCount }] = await orUnavailable(
    Promise.all([readClock(subgraph), readPlatformTotals(subgraph)]),
  );
  const listing = { state: "all", sort: "newest", after: null, first: 4 } as const;
  const { masters } = await orUnavailable(listMasters(subgraph, listing, clock));
  return respondWithPreview(request, {
    title: "Own a share of the record.",
    subtitle: "What a recording earns is paid to whoever holds its shares.",
    facts:
      masterCount > 0
        ? [`${countUpTo(masterCount, 1000, "recording")} of ${countUpTo(artistCount, 1000, "artist")}`]
        : [],
    covers: masters.map(({ cover }) => cover),
  });
};
