import type { MasterSummary } from "#lib/format/master.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses, type Head } from "./chain.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";

export type MasterFilter = "all" | "open" | "upcoming" | "over";
export type MasterSort = "newest" | "oldest" | "ending";

export interface MasterListQuery {
  readonly filter: MasterFilter;
  readonly sort: MasterSort;
  readonly search: string;
  readonly after: string | null;
  readonly first: number;
  readonly now: number;
}

export interface MasterPage {
  readonly head: Head;
  readonly masters: readonly MasterSummary[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
}

const MASTERS = graphql(
  `
    query Masters(
      $first: Int!
      $where: Master_filter!
      $orderBy: Master_orderBy!
      $orderDirection: OrderDirection!
    ) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      masters(first: $first, where: $where, orderBy: $orderBy, orderDirection: $orderDirection) {
        id
        number
        end
        ...MasterSummary
      }
    }
  `,
  [HEAD, PAUSES, MASTER_SUMMARY],
);

type Condition = Readonly<Record<string, unknown>>;

// Pauses may move an end past its stored value: the page then says so, and the filter errs towards "over".
function phaseConditions({ filter, now }: MasterListQuery): readonly Condition[] {
  const time = String(now);
  switch (filter) {
    case "all":
      return [];
    case "open":
      return [
        { or: [{ start_lte: time }, { presaleStart_lte: time }] },
        { end_gt: time },
        { closedAt: null },
      ];
    case "upcoming":
      return [{ start_gt: time }];
    case "over":
      return [{ or: [{ end_lte: time }, { closedAt_not: null }] }];
  }
}

function cursorCondition({ sort, after }: MasterListQuery): readonly Condition[] {
  const [value, id] = after?.split("_") ?? [];
  if (!value || !/^\d+$/.test(value)) return [];
  if (sort === "newest") return [{ number_lt: value }];
  if (sort === "oldest") return [{ number_gt: value }];
  if (!id || !/^0x[0-9a-f]{40}$/.test(id)) return [];
  // graph-node breaks ties by id.
  return [{ or: [{ end_gt: value }, { end: value, id_gt: id }] }];
}

const ORDERS = {
  newest: { orderBy: "number", orderDirection: "desc" },
  oldest: { orderBy: "number", orderDirection: "asc" },
  ending: { orderBy: "end", orderDirection: "asc" },
} as const;

/** The `where` of a list: hidden masters and artists are left out. */
export function masterConditions(query: MasterListQuery): Condition {
  const search = query.search.trim();
  const wanted: Condition[] = [
    { isHidden: false, artist_: { isHidden: false } },
    ...phaseConditions(query),
    ...cursorCondition(query),
  ];
  if (search !== "") {
    wanted.push({
      or: [{ title_contains_nocase: search }, { artist_: { name_contains_nocase: search } }],
    });
  }
  return { and: wanted };
}

export async function listMasters(indexer: Indexer, query: MasterListQuery): Promise<MasterPage> {
  const { _meta, switchboard, masters } = await indexer.run(MASTERS, {
    first: query.first + 1,
    where: masterConditions(query),
    ...ORDERS[query.sort],
  });
  const pauses = toPauses(switchboard);
  const shown = masters.slice(0, query.first);
  const last = shown.at(-1);
  return {
    head: toHead(_meta),
    masters: shown.map((master) => toMasterSummary(master, pauses)),
    next: last && masters.length > query.first ? cursorOf(query.sort, last) : null,
  };
}

function cursorOf(
  sort: MasterSort,
  last: { readonly id: string; readonly number: string; readonly end: string },
): string {
  return sort === "ending" ? `${last.end}_${last.id}` : last.number;
}
