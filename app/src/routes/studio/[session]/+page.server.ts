import { readStudioAccount } from "#lib/indexer/queries/studio-account.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import { loadSession } from "./session-page.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ params, depends, cookies }) => {
  depends("audifi:studio");
  const subgraph = indexer();
  const [found, member] = await Promise.all([
    loadSession(subgraph, params.session),
    orUnavailable(readStudioAccount(subgraph, accountOf(cookies))),
  ]);
  return { ...found, member };
};
