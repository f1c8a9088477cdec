import { error } from "@sveltejs/kit";
import { readArtist } from "#lib/indexer/queries/artist.ts";
import { knownHue } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ params }) => {
  if (!/^[1-9]\d{0,18}$/.test(params.id)) error(404, "There is no such artist.");
  const found = await orUnavailable(readArtist(indexer(), params.id));
  if (!found) error(404, "There is no such artist.");
  const masters = found.artist.masters.map(({ master }) => ({ ...master, hue: knownHue(master.cover) }));
  return { now: found.head.time, artist: found.artist, masters };
};
