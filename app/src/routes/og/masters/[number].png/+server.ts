import { error } from "@sveltejs/kit";
import { previewMaster } from "#lib/format/link-preview.ts";
import { readMasterByNumber } from "#lib/indexer/queries/master-by-number.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import { respondWithPreview } from "#lib/server/og/previews.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = async ({ params, request }) => {
  if (!/^[1-9]\d{0,18}$/.test(params.number)) error(404, "There is no such master.");
  const found = await orUnavailable(readMasterByNumber(indexer(), params.number));
  if (!found) error(404, "There is no such master.");
  const { master, now } = found;
  const { publicShares, sold } = master.offering;
  return respondWithPreview(request, {
    ...previewMaster(master, now),
    covers: [master.cover],
    offering: { publicShares, sold },
  });
};
