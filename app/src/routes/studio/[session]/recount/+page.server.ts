import { error } from "@sveltejs/kit";
import { sessionStateAt } from "#lib/format/studio.ts";
import { indexer } from "#lib/server/indexer.ts";
import { loadSession } from "../session-page.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ params, depends }) => {
  depends("audifi:studio");
  const found = await loadSession(indexer(), params.session);
  const state = sessionStateAt(found.session, found.now);
  if (state === "draft" || state === "cancelled")
    error(404, "This session has never been open, so there is nothing to count.");
  return found;
};
