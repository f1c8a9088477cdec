import { error } from "@sveltejs/kit";
import { readStakeView } from "#lib/indexer/queries/stake.ts";
import { coverHue } from "#lib/server/covers.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 200;

export const load: PageServerLoad = async ({ params, cookies, url }) => {
  const owner = accountOf(cookies);
  if (!/^[1-9]\d{0,15}$/.test(params.number)) error(404, "There is no such master.");
  if (owner === null) return { owner, view: null };
  const after = Math.min(Math.max(Math.floor(Number(url.searchParams.get("after"))) || 0, 0), 100_000);
  const query = { number: params.number, first: PAGE_SIZE, after };
  const view = await orUnavailable(readStakeView(indexer(), owner, query));
  if (view === null) return { owner, view };
  return { owner, view: { ...view, master: { ...view.master, hue: await coverHue(view.master.cover) } } };
};
