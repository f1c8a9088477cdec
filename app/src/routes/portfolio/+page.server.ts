import { readPortfolio } from "#lib/indexer/queries/account.ts";
import { readPortfolioCoins } from "#lib/indexer/queries/coin-portfolio.ts";
import { readEarnings } from "#lib/indexer/queries/earnings.ts";
import { readMarketAccount } from "#lib/indexer/queries/market-account.ts";
import { knownHue } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import { ownerOf } from "./owner.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 50;

export const load: PageServerLoad = async ({ cookies, url, depends }) => {
  depends("audifi:portfolio");
  const owner = ownerOf(url, cookies);
  if (owner === null) return { owner, portfolio: null, market: null };
  const after = url.searchParams.get("after");
  const subgraph = indexer();
  const [portfolio, market] = await orUnavailable(
    Promise.all([
      readPortfolio(subgraph, owner, { first: PAGE_SIZE, after }),
      readMarketAccount(subgraph, owner),
    ]),
  );
  const holdings = portfolio.holdings.map(({ master, position }) => ({
    master: { ...master, hue: knownHue(master.cover) },
    position,
  }));
  const [earnings, coins] = await orUnavailable(
    Promise.all([
      readEarnings(subgraph, owner, portfolio),
      readPortfolioCoins(subgraph, owner, portfolio.head.time),
    ]),
  );
  return { owner, market, portfolio: { ...portfolio, holdings, earnings, coins } };
};
