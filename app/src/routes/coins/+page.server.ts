import { COIN_SORTS, type CoinSort } from "#lib/format/coin-market.ts";
import { listCoins } from "#lib/indexer/queries/coins.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const ROWS = 20;

export const load: PageServerLoad = async ({ url }) => {
  const asked = url.searchParams.get("sort");
  const sort = (Object.keys(COIN_SORTS) as CoinSort[]).find((name) => name === asked) ?? "volume";
  const after = url.searchParams.get("after");
  const { items, next } = await orUnavailable(listCoins(indexer(), { sort, first: ROWS, after }));
  return { sort, coins: items, next };
};
