import { error, redirect } from "@sveltejs/kit";
import { isAddress } from "#lib/format/address.ts";
import { readMaster } from "#lib/indexer/queries/master.ts";
import { readMasterStory } from "#lib/indexer/queries/studio-session.ts";
import { environment } from "#lib/server/config.ts";
import { coverHue } from "#lib/server/covers.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";
import { readFeed, readLists, readResale } from "./lists.ts";

export const load: PageServerLoad = async ({ params: { number }, cookies, url }) => {
  if (isAddress(number)) {
    const id = number.toLowerCase() as `0x${string}`;
    const found = await orUnavailable(readMaster(indexer(), { id }, null));
    if (!found) error(404, "There is no master with this address.");
    redirect(308, `/masters/${found.master.number}`);
  }
  if (!/^[1-9]\d{0,15}$/.test(number)) error(404, "There is no such master.");
  const [found, lists, story] = await Promise.all([
    orUnavailable(readMaster(indexer(), { number }, accountOf(cookies))),
    readLists(indexer(), number, url.searchParams),
    orUnavailable(readMasterStory(indexer(), number)),
  ]);
  if (!found) error(404, "There is no such master. It may have been launched a moment ago: try again.");
  const place = { relayUrl: environment().relayUrl, master: found.master.id };
  const [hue, resale, feed] = await Promise.all([
    coverHue(found.master.cover),
    readResale(indexer(), number, url.searchParams, found.head.time),
    readFeed(indexer(), place, lists, url.searchParams),
  ]);
  return {
    ...found,
    lists: { ...lists, ...feed, resale },
    master: { ...found.master, hue },
    story,
    now: found.head.time,
  };
};
