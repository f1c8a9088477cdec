import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses } from "./chain.ts";
import {
  masterConditions,
  type Condition,
  type MarketClock,
  type MasterListing,
} from "./master-conditions.ts";
import { COUNTED, cursorConditions, orderOf, type MasterPage, type StoredSort } from "./master-order.ts";
import { listScarce } from "./masters-left.ts";
import { searchConditions } from "./master-search.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";

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
