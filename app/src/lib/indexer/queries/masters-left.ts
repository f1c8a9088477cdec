import type { MasterSummary } from "#lib/format/master.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import type { Condition, MarketClock, MasterListing } from "./master-conditions.ts";
import { COUNTED, readCursor, type MasterPage } from "./master-order.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";

const LEFT = graphql(`
  query SharesLeft($first: Int!, $where: Master_filter!) {
    masters(first: $first, where: $where, orderBy: id) {
      id
      publicShares
      sold
    }
  }
`);

const BY_IDS = graphql(
  `
    query MastersByIds($ids: [Bytes!]!, $first: Int!) {
      masters(first: $first, where: { id_in: $ids }) {
        ...MasterSummary
      }
    }
  `,
  [MASTER_SUMMARY],
);

/** How many shares are left is a difference of two stored figures, so the order is made here, of at most `COUNTED`. */
export async function listScarce(
  indexer: Indexer,
  { after, first }: MasterListing,
  conditions: readonly Condition[],
  { pauses }: MarketClock,
): Promise<MasterPage> {
  const { masters } = await indexer.run(LEFT, { first: COUNTED, where: { and: [...conditions] } });
  const ordered = masters
    .map(({ id, publicShares, sold }) => ({ id, left: publicShares - sold }))
    .sort((one, other) => one.left - other.left || (one.id < other.id ? -1 : 1));
  const cursor = readCursor(after);
  const start = cursor
    ? ordered.findIndex(
        ({ id, left }) => left > Number(cursor.value) || (left === Number(cursor.value) && id > cursor.id),
      )
    : 0;
  const shown = start === -1 ? [] : ordered.slice(start, start + first);
  const last = shown.at(-1);
  return {
    masters: await readInOrder(
      indexer,
      shown.map(({ id }) => id),
      pauses,
    ),
    next: last && ordered.at(-1) !== last ? `${last.left}_${last.id}` : null,
    count: ordered.length,
  };
}

async function readInOrder(
  indexer: Indexer,
  ids: readonly Hex[],
  pauses: MarketClock["pauses"],
): Promise<readonly MasterSummary[]> {
  if (ids.length === 0) return [];
  const { masters } = await indexer.run(BY_IDS, { ids: [...ids], first: ids.length });
  const known = new Map(
    masters.map((raw) => toMasterSummary(raw, pauses)).map((master) => [master.id, master]),
  );
  return ids.flatMap((id) => known.get(id) ?? []);
}
