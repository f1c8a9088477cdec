import { error, redirect } from "@sveltejs/kit";
import { isAddress } from "#lib/format/address.ts";
import { readMaster } from "#lib/indexer/queries/master.ts";
import { coverHue } from "#lib/server/covers.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ params, cookies }) => {
  const account = accountOf(cookies);
  if (isAddress(params.number)) {
    const id = params.number.toLowerCase() as `0x${string}`;
    const found = await orUnavailable(readMaster(indexer(), { id }, null));
    if (!found) error(404, "There is no master with this address.");
    redirect(308, `/masters/${found.master.number}`);
  }
  if (!/^[1-9]\d{0,15}$/.test(params.number)) error(404, "There is no such master.");
  const found = await orUnavailable(readMaster(indexer(), { number: params.number }, account));
  if (!found) error(404, "There is no such master. It may have been launched a moment ago: try again.");
  return {
    ...found,
    master: { ...found.master, hue: await coverHue(found.master.cover) },
    now: found.head.time,
  };
};
