import { accountOf, indexer } from "#lib/server/indexer.ts";
import { loadDao } from "../dao-page.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ params: { id }, cookies }) =>
  loadDao(indexer(), id, accountOf(cookies));
