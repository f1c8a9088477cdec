import type { MasterSummary } from "#lib/format/master.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses } from "./chain.ts";
import {
  masterConditions,
  type Condition,
  type MarketClock,
  type MasterListing,
} from "./master-conditions.ts";
import { cursorConditions, orderOf, readCursor, type StoredSort } from "./master-order.ts";
import { searchConditions } from "./master-search.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";

export interface MasterPage {
  readonly masters: readonly MasterSummary[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
  /** How many masters the whole list has, `COUNTED` at most. */
  readonly count: number;
}

/** graph-node gives no counts and at most this many entities at once. */
export const COUNTED = 1000;

const CLOCK = graphql(
  `
    query Clock {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
    }
  `,
  [HEAD, PAUSES],
);

const MASTERS = graphql(
  `
    query Masters(
      $first: Int!
      $counted: Int!
      $where: Master_filter!
      $whole: Master_filter!
      $orderBy: Master_orderBy!
      $orderDirection: OrderDirection!
    ) {
      masters(first: $first, where: $where, orderBy: $orderBy, orderDirection: $orderDirection) {
        ...MasterSummary
        id
        number
        end
        price
        acc
      }
      whole: masters(first: $counted, where: $whole) {
        id
      }
    }
  `,
  [MASTER_SUMMARY],
);

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

/** Time of the newest block and the pauses so far: what states of offerings depend on. */
export async function readClock(indexer: Indexer): Promise<MarketClock> {
  const { _meta, switchboard } = await indexer.run(CLOCK, {});
  return { time: toHead(_meta).time, pauses: toPauses(switchboard) };
}

export async function listMasters(
  indexer: Indexer,
  listing: MasterListing,
  clock: MarketClock,
): Promise<MasterPage> {
  const found = await searchConditions(indexer, listing.search ?? "");
  const conditions = [...masterConditions(listing, clock), ...found];
  return listing.sort === "scarce"
    ? listScarce(indexer, listing, conditions, clock)
    : listStored(indexer, { ...listing, sort: listing.sort }, conditions, clock);
}

async function listStored(
  indexer: Indexer,
  { sort, after, first }: MasterListing & { readonly sort: StoredSort },
  conditions: readonly Condition[],
  { pauses }: MarketClock,
): Promise<MasterPage> {
  const order = orderOf(sort);
  const { masters, whole } = await indexer.run(MASTERS, {
    first: first + 1,
    counted: COUNTED,
    where: { and: [...conditions, ...cursorConditions(sort, after)] },
    whole: { and: [...conditions] },
    ...order,
  });
  const shown = masters.slice(0, first);
  const last = shown.at(-1);
  return {
    masters: shown.map((master) => toMasterSummary(master, pauses)),
    next: last && masters.length > first ? `${last[order.orderBy]}_${last.id}` : null,
    count: whole.length,
  };
}

/** How many shares are left is a difference of two stored figures, so the order is made here, of at most `COUNTED`. */
async function listScarce(
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
