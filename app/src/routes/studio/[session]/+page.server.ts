import { indexer } from "#lib/server/indexer.ts";
import { loadSession } from "./session-page.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = ({ params, depends }) => {
  depends("audifi:studio");
  return loadSession(indexer(), params.session);
};
