import { error, redirect } from "@sveltejs/kit";
import type { Tier } from "#lib/format/shares.ts";
import { listShares } from "#lib/indexer/queries/shares.ts";
import { coverHue } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const ROWS = 30;
const TIERS: readonly Tier[] = [1, 2, 3, 4];

export const load: PageServerLoad = async ({ params: { number }, url }) => {
  if (!/^[1-9]\d{0,15}$/.test(number)) error(404, "There is no such master.");
  const asked = url.searchParams;
  const wanted = asked.get("number")?.trim() ?? "";
  if (/^[1-9]\d{0,5}$/.test(wanted)) redirect(303, `/masters/${number}/shares/${wanted}`);
  const tier = TIERS.find((one) => String(one) === asked.get("tier")) ?? null;
  const after = /^\d{1,6}$/.test(asked.get("after") ?? "") ? Number(asked.get("after")) : 0;
  const found = await orUnavailable(listShares(indexer(), number, { first: ROWS, tier, after }));
  if (!found) error(404, "There is no such master. It may have been launched a moment ago: try again.");
  const hue = await coverHue(found.master.cover);
  return { ...found, tier, master: { ...found.master, hue } };
};
