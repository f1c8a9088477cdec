import { error } from "@sveltejs/kit";
import { readDeskArtist } from "#lib/indexer/queries/artist-desk.ts";
import { readCoin } from "#lib/indexer/queries/coin.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const MASTERS = 24;

export const load: PageServerLoad = async ({ params, url }) => {
  if (!/^[1-9]\d{0,18}$/.test(params.id)) error(404, "There is no such artist.");
  const before = url.searchParams.get("before");
  const subgraph = indexer();
  const [found, coin] = await orUnavailable(
    Promise.all([
      readDeskArtist(subgraph, params.id, { first: MASTERS, before }),
      readCoin(subgraph, params.id, null),
    ]),
  );
  if (!found) error(404, "There is no such artist.");
  return { ...found, market: coin?.market ?? null, now: found.head.time };
};
