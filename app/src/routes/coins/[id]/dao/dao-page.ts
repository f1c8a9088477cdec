import { error } from "@sveltejs/kit";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "#lib/indexer/client.ts";
import { readCoin } from "#lib/indexer/queries/coin.ts";
import { readDao } from "#lib/indexer/queries/dao.ts";
import { coverHue } from "#lib/server/covers.ts";
import { orUnavailable } from "#lib/server/indexer.ts";

/** What every page of a DAO begins with: its coin, the DAO where it is deployed, and how an account stands in it. */
export async function loadDao(subgraph: Indexer, id: string, account: Hex | null) {
  if (!/^[1-9]\d{0,18}$/.test(id)) error(404, "There is no such coin.");
  const found = await orUnavailable(readCoin(subgraph, id, account));
  if (!found)
    error(404, "This artist has no coin, so nobody can vote. It comes with an artist's first offering.");
  const { market, holding, head } = found;
  const { dao, member } = await orUnavailable(readDao(subgraph, market.coin.address, account));
  const hue = market.cover === null ? null : await coverHue(market.cover);
  return { market, holding, dao, member, head, hue, now: head.time };
}
