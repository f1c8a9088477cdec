import { listMasters } from "#lib/indexer/queries/masters.ts";
import { readHead } from "#lib/indexer/queries/chain.ts";
import { withHues } from "#lib/server/covers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const ON_THE_WALL = 12;

export const load: PageServerLoad = async () => {
  const subgraph = indexer();
  const { time: now } = await orUnavailable(readHead(subgraph));
  const query = { search: "", after: null, now, first: ON_THE_WALL } as const;
  const [open, newest] = await orUnavailable(
    Promise.all([
      listMasters(subgraph, { ...query, filter: "open", sort: "ending" }),
      listMasters(subgraph, { ...query, filter: "all", sort: "newest" }),
    ]),
  );
  const shown = new Set(open.masters.map(({ id }) => id));
  const rest = newest.masters.filter(({ id }) => !shown.has(id)).slice(0, ON_THE_WALL - open.masters.length);
  return { now, masters: withHues([...open.masters, ...rest]), openCount: open.masters.length };
};
