import { wallTitle } from "#lib/format/market.ts";
import { listMasters, readClock } from "#lib/indexer/queries/masters.ts";
import { readPlatformTotals, type CurrencyTotals } from "#lib/indexer/queries/platform.ts";
import { withHues } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { MasterSummary } from "#lib/format/master.ts";
import type { PageServerLoad } from "./$types";

const ON_THE_WALL = 12;
const BEST_OF_CURRENCY = 3;

/** What the best-earning masters of a currency brought to each share: figures of the chain, none of them chosen. */
function toEarning({ number, title, artist, acc, depositCount, offering }: MasterSummary) {
  const { price, currency } = offering;
  return { number, title, artist: artist.name, acc, depositCount, price, currency };
}

export const load: PageServerLoad = async () => {
  const subgraph = indexer();
  const [clock, totals] = await orUnavailable(
    Promise.all([readClock(subgraph), readPlatformTotals(subgraph)]),
  );
  const list = (state: "all" | "open" | "presale", sort: "newest" | "ending") =>
    listMasters(subgraph, { state, sort, after: null, first: ON_THE_WALL }, clock);
  const best = async ({ currency: { address } }: CurrencyTotals) => {
    const listing = { state: "all", sort: "earned", currency: address, after: null } as const;
    const { masters } = await listMasters(subgraph, { ...listing, first: BEST_OF_CURRENCY }, clock);
    return masters.filter(({ acc }) => acc > 0n).map(toEarning);
  };
  const [open, presale, newest, earnings] = await orUnavailable(
    Promise.all([
      list("open", "ending"),
      list("presale", "newest"),
      list("all", "newest"),
      Promise.all(totals.currencies.map(best)),
    ]),
  );
  const buyable = [...open.masters, ...presale.masters];
  const shown = new Set(buyable.map(({ id }) => id));
  const others = newest.masters.filter(({ id }) => !shown.has(id));
  const masters = withHues([...buyable, ...others].slice(0, ON_THE_WALL));
  const title = wallTitle(open.count, presale.count);
  return { now: clock.time, masters, title, totals, earnings: earnings.flat() };
};
