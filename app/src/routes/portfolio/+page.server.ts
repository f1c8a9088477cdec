import { isAddress } from "#lib/format/address.ts";
import type { Hex } from "#lib/format/network.ts";
import { readPortfolio } from "#lib/indexer/queries/account.ts";
import { knownHue } from "#lib/server/covers.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

// One claim takes at most 100 masters, so one page is one claim.
const PAGE_SIZE = 100;

export const load: PageServerLoad = async ({ cookies, url }) => {
  const asked = url.searchParams.get("account");
  const owner: Hex | null =
    asked !== null && isAddress(asked) ? (asked.toLowerCase() as Hex) : accountOf(cookies);
  if (owner === null) return { owner, portfolio: null };
  const after = url.searchParams.get("after");
  const portfolio = await orUnavailable(readPortfolio(indexer(), owner, { first: PAGE_SIZE, after }));
  const holdings = portfolio.holdings.map(({ master, position }) => ({
    master: { ...master, hue: knownHue(master.cover) },
    position,
  }));
  return { owner, portfolio: { ...portfolio, holdings } };
};
