import { error } from "@sveltejs/kit";
import { previewCoin } from "#lib/format/link-preview.ts";
import { readCoin } from "#lib/indexer/queries/coin.ts";
import { networkConfig } from "#lib/server/config.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import { respondWithPreview } from "#lib/server/og/previews.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = async ({ params, request }) => {
  if (!/^[1-9]\d{0,18}$/.test(params.id)) error(404, "There is no such coin.");
  const [found, { native }] = await Promise.all([
    orUnavailable(readCoin(indexer(), params.id, null)),
    networkConfig(),
  ]);
  if (!found) error(404, "There is no such coin.");
  const { market } = found;
  const picture = market.artist.avatar ?? market.cover;
  return respondWithPreview(request, {
    ...previewCoin(market, native),
    covers: picture === null ? [] : [picture],
  });
};
