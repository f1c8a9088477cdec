import { readMovements, readProposals } from "#lib/indexer/queries/dao.ts";
import { accountOf, indexer, orNull } from "#lib/server/indexer.ts";
import { loadDao } from "./dao-page.ts";
import type { PageServerLoad } from "./$types";

const ROWS = 12;

export const load: PageServerLoad = async ({ params: { id }, cookies, url, depends }) => {
  depends("audifi:dao");
  const [subgraph, account] = [indexer(), accountOf(cookies)];
  const found = await loadDao(subgraph, id, account);
  const page = (name: string) => ({ first: ROWS, after: url.searchParams.get(name) });
  const [proposals, movements] = await Promise.all([
    found.dao === null
      ? { items: [], next: null }
      : orNull(readProposals(subgraph, { governor: found.dao.governor, account }, page("before"))),
    orNull(readMovements(subgraph, found.market.coin.address, page("moved"))),
  ]);
  return { ...found, proposals, movements };
};
