import { error } from "@sveltejs/kit";
import { previewSession } from "#lib/format/link-preview.ts";
import { readSession } from "#lib/indexer/queries/studio-session.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import { respondWithPreview } from "#lib/server/og/previews.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = async ({ params, request }) => {
  if (!/^[1-9]\d{0,18}$/.test(params.session)) error(404, "There is no such session.");
  const found = await orUnavailable(readSession(indexer(), params.session));
  if (!found) error(404, "There is no such session.");
  const { session, head } = found;
  const { cover } = session.artist;
  return respondWithPreview(request, {
    ...previewSession(session, head.time),
    covers: cover === null ? [] : [cover],
  });
};
