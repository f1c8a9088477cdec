import { error } from "@sveltejs/kit";
import { readDeskArtist } from "#lib/indexer/queries/artist-desk.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const MASTERS = 24;

export const load: PageServerLoad = async ({ params, url }) => {
  if (!/^[1-9]\d{0,18}$/.test(params.id)) error(404, "There is no such artist.");
  const before = url.searchParams.get("before");
  const found = await orUnavailable(readDeskArtist(indexer(), params.id, { first: MASTERS, before }));
  if (!found) error(404, "There is no such artist.");
  return { ...found, now: found.head.time };
};
