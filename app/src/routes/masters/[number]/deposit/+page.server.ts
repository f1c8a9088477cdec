import { error } from "@sveltejs/kit";
import { readMaster } from "#lib/indexer/queries/master.ts";
import { readHolders } from "#lib/indexer/queries/master-holders.ts";
import { knownHue } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const LARGEST = 5;

export const load: PageServerLoad = async ({ params: { number } }) => {
  if (!/^[1-9]\d{0,15}$/.test(number)) error(404, "There is no such master.");
  const [found, holders] = await orUnavailable(
    Promise.all([
      readMaster(indexer(), { number }, null),
      readHolders(indexer(), number, { first: LARGEST, after: null }),
    ]),
  );
  if (!found) error(404, "There is no such master.");
  return {
    master: { ...found.master, hue: knownHue(found.master.cover) },
    holders: holders.items,
    now: found.head.time,
    pausedUntil: found.pausedUntil,
  };
};
