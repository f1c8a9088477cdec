import { error } from "@sveltejs/kit";
import { formatCount } from "#lib/format/shares.ts";
import { readShareMarket } from "#lib/indexer/queries/listings.ts";
import { readShare } from "#lib/indexer/queries/share.ts";
import { environment } from "#lib/server/config.ts";
import { coverHue } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import { readToken } from "#lib/server/token-uri.ts";
import type { PageServerLoad } from "./$types";

const ROWS = 20;

export const load: PageServerLoad = async ({ params, url }) => {
  if (!/^[1-9]\d{0,15}$/.test(params.number)) error(404, "There is no such master.");
  if (!/^[1-9]\d{0,5}$/.test(params.id)) error(404, "There is no such share: numbers begin at 1.");
  const number = Number(params.id);
  const page = { first: ROWS, after: url.searchParams.get("before") };
  const found = await orUnavailable(readShare(indexer(), { master: params.number, number }, page));
  if (!found) error(404, "There is no such master. It may have been launched a moment ago: try again.");
  const { master, share, minted } = found;
  const { totalShares } = master.offering;
  if (share === null) {
    error(
      404,
      number > totalShares
        ? `${master.title} has ${formatCount(totalShares)} shares, so there is no share ${formatCount(number)}.`
        : `Share ${formatCount(number)} of ${master.title} does not exist yet: ${formatCount(minted)} of ${formatCount(totalShares)} have been sold or minted.`,
    );
  }
  const { rpcUrl, rpcFallbacks } = environment();
  const now = found.head.time;
  const [hue, token, market] = await Promise.all([
    coverHue(master.cover),
    readToken([rpcUrl, ...rpcFallbacks], master.id, number),
    orUnavailable(readShareMarket(indexer(), { master: params.number, number, now })),
  ]);
  return {
    ...found,
    share,
    master: { ...master, hue },
    now,
    token,
    market,
  };
};
