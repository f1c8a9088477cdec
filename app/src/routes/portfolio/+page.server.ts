import { readPortfolio } from "#lib/indexer/queries/account.ts";
import { readPortfolioCoins } from "#lib/indexer/queries/coin-portfolio.ts";
import { readEarnings } from "#lib/indexer/queries/earnings.ts";
import { readMarketAccount } from "#lib/indexer/queries/market-account.ts";
import { readOpenVotes } from "#lib/indexer/queries/open-votes.ts";
import { knownHue } from "#lib/server/covers.ts";
import { indexer, orNull, orUnavailable } from "#lib/server/indexer.ts";
import { ownerOf } from "./owner.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 50;

/** The part of a list that is shown, by where it begins in the page's address. */
function pageOf<Item>(list: readonly Item[], url: URL) {
  const text = url.searchParams.get("coins") ?? "";
  const from = /^\d{1,6}$/.test(text) && Number(text) < list.length ? Number(text) : 0;
  const end = from + PAGE_SIZE;
  return { items: list.slice(from, end), next: end < list.length ? String(end) : null };
}

export const load: PageServerLoad = async ({ cookies, url, depends }) => {
  depends("audifi:portfolio");
  const owner = ownerOf(url, cookies);
  if (owner === null) return { owner, portfolio: null, market: null, open: null };
  const after = url.searchParams.get("after");
  const subgraph = indexer();
  const [portfolio, market, coins, open] = await orUnavailable(
    Promise.all([
      readPortfolio(subgraph, owner, { first: PAGE_SIZE, after }),
      readMarketAccount(subgraph, owner),
      readPortfolioCoins(subgraph, owner),
      orNull(readOpenVotes(subgraph, owner)),
    ]),
  );
  const holdings = portfolio.holdings.map(({ master, position }) => ({
    master: { ...master, hue: knownHue(master.cover) },
    position,
  }));
  const earnings = await orUnavailable(readEarnings(subgraph, owner, portfolio));
  return { owner, market, open, portfolio: { ...portfolio, holdings, earnings, coins: pageOf(coins, url) } };
};
