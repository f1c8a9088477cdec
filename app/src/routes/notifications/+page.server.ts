import { readOpenVotes } from "#lib/indexer/queries/open-votes.ts";
import { accountOf, indexer, orNull } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ cookies, depends }) => {
  depends("audifi:open-votes");
  const account = accountOf(cookies);
  return { open: account === null ? null : await orNull(readOpenVotes(indexer(), account)) };
};
