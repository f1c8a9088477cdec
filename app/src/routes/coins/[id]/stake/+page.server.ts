import { error } from "@sveltejs/kit";
import { readCoin } from "#lib/indexer/queries/coin.ts";
import { coverHue } from "#lib/server/covers.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ params: { id }, cookies, depends }) => {
  depends("audifi:stake");
  if (!/^[1-9]\d{0,18}$/.test(id)) error(404, "There is no such coin.");
  const found = await orUnavailable(readCoin(indexer(), id, accountOf(cookies)));
  if (!found) error(404, "This artist has no coin. It comes with an artist's first offering.");
  const { cover } = found.market;
  return { ...found, now: found.head.time, hue: cover === null ? null : await coverHue(cover) };
};
