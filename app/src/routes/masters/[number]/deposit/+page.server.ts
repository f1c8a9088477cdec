import { error } from "@sveltejs/kit";
import { readMaster } from "#lib/indexer/queries/master.ts";
import { knownHue } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ params }) => {
  if (!/^[1-9]\d{0,15}$/.test(params.number)) error(404, "There is no such master.");
  const found = await orUnavailable(readMaster(indexer(), { number: params.number }, null));
  if (!found) error(404, "There is no such master.");
  return { master: { ...found.master, hue: knownHue(found.master.cover) }, now: found.head.time };
};
