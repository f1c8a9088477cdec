import { error } from "@sveltejs/kit";
import { readMasterDesk } from "#lib/indexer/queries/master-desk.ts";
import { readHolders } from "#lib/indexer/queries/master-holders.ts";
import { readRevenue } from "#lib/indexer/queries/master-revenue.ts";
import { knownHue } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const HOLDERS = 20;
const DEPOSITS = 8;

export const load: PageServerLoad = async ({ params, url }) => {
  const { number } = params;
  if (!/^[1-9]\d{0,15}$/.test(number)) error(404, "There is no such master.");
  const ask = (name: string) => url.searchParams.get(name);
  const [desk, holders, revenue] = await orUnavailable(
    Promise.all([
      readMasterDesk(indexer(), number),
      readHolders(indexer(), number, { first: HOLDERS, after: ask("holders") }),
      readRevenue(indexer(), number, { first: DEPOSITS, after: ask("deposits"), period: ask("period") }),
    ]),
  );
  if (!desk) error(404, "There is no such master.");
  return {
    desk: { ...desk, master: { ...desk.master, hue: knownHue(desk.master.cover) } },
    holders,
    revenue,
  };
};
