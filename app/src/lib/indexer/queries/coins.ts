import { COIN_SORTS, type CoinSort, type CoinSummary } from "#lib/format/coin-market.ts";
import type { Indexer } from "../client.ts";
import { below, cursorOf, parseCursor, toPage, type Page } from "../cursor.ts";
import { graphql } from "../graphql.ts";
import { COIN_SUMMARY, toCoinSummary } from "./coin-summary.ts";

const COINS = graphql(
  `
    query Coins($first: Int!, $where: Coin_filter!, $orderBy: Coin_orderBy!) {
      coins(first: $first, orderBy: $orderBy, orderDirection: desc, where: $where) {
        id
        createdAt
        ...CoinSummary
      }
    }
  `,
  [COIN_SUMMARY],
);

const ORDERS = {
  volume: "volumeNative",
  newest: "createdAt",
  holders: "holderCount",
  staked: "principal",
  price: "price",
} as const satisfies Record<CoinSort, string>;

/** Coins of artists that no curator has hidden. */
export async function listCoins(
  indexer: Indexer,
  { sort, first, after }: { readonly sort: CoinSort; readonly first: number; readonly after: string | null },
): Promise<Page<CoinSummary>> {
  const orderBy = ORDERS[sort];
  const cursor = below(orderBy, parseCursor(after), sort === "holders" ? "Int" : "BigInt");
  const where = { and: [{ artist_: { isHidden: false } }, cursor] };
  const { coins } = await indexer.run(COINS, { first: first + 1, where, orderBy });
  const found = coins.map((raw) => ({ ...toCoinSummary(raw), launchedAt: Number(raw.createdAt) }));
  const valueOf = (each: (typeof found)[number]) =>
    ({ ...each, newest: each.launchedAt, holders: each.holderCount })[COIN_SORTS[sort].value];
  return toPage(found, first, (each) => cursorOf(valueOf(each), each.coin.address));
}
