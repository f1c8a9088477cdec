import { error, redirect } from "@sveltejs/kit";
import { isAddress } from "#lib/format/address.ts";
import { RANGE_NAMES } from "#lib/format/candles.ts";
import { IndexerError } from "#lib/indexer/client.ts";
import { readCandles, readCoinHolders, readTrades } from "#lib/indexer/queries/coin-lists.ts";
import { readArtistOfCoin, readCoin } from "#lib/indexer/queries/coin.ts";
import { coverHue } from "#lib/server/covers.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const ROWS = 10;

/** A list that cannot be read is missing from its place; the rest of the page stands. */
async function orNull<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (problem) {
    if (!(problem instanceof IndexerError)) throw problem;
    return null;
  }
}

export const load: PageServerLoad = async ({ params: { id }, cookies, url }) => {
  const subgraph = indexer();
  if (isAddress(id)) {
    const artist = await orUnavailable(readArtistOfCoin(subgraph, id));
    if (artist === null) error(404, "There is no coin with this address.");
    redirect(308, `/coins/${artist}`);
  }
  if (!/^[1-9]\d{0,18}$/.test(id)) error(404, "There is no such coin.");
  const found = await orUnavailable(readCoin(subgraph, id, accountOf(cookies)));
  if (!found) error(404, "This artist has no coin. It comes with an artist's first offering.");
  const { address } = found.market.coin;
  const range = RANGE_NAMES.find((name) => name === url.searchParams.get("range")) ?? "quarter";
  const page = (name: string) => ({ first: ROWS, after: url.searchParams.get(name) });
  const [chart, trades, holders, hue] = await Promise.all([
    orNull(readCandles(subgraph, address, range, found.head.time)),
    orNull(readTrades(subgraph, address, page("before"))),
    orNull(readCoinHolders(subgraph, address, page("holders"))),
    found.market.cover === null ? null : coverHue(found.market.cover),
  ]);
  return { ...found, chart, trades, holders, hue, range, now: found.head.time };
};
