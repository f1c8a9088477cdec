import type { MarketSort, MarketState } from "#lib/format/market.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Pause } from "#lib/format/offering.ts";
import type { Tier } from "#lib/format/shares.ts";

export interface MasterListing {
  readonly state: MarketState;
  readonly sort: MarketSort;
  readonly genre?: string | undefined;
  readonly currency?: Hex | null | undefined;
  readonly least?: bigint | null | undefined;
  readonly most?: bigint | null | undefined;
  readonly tier?: Tier | null | undefined;
  /** Registry id of an artist. */
  readonly artist?: string | undefined;
  /** Whether masters that a curator hid are listed too, as on the page of a hidden artist. */
  readonly includesHidden?: boolean | undefined;
  readonly search?: string | undefined;
  readonly after: string | null;
  readonly first: number;
}

/** What "now" is, and the pauses so far, oldest first. */
export interface MarketClock {
  readonly time: number;
  readonly pauses: readonly Pause[];
}

export type Condition = Readonly<Record<string, unknown>>;

const NEVER_CLOSED: Condition = { closedAt: null };

interface Shift {
  /** Offerings that opened before this time … */
  readonly openedBefore: number;
  /** … run while their stored end is after this one. */
  readonly end: number;
}

/**
 * Pauses move the end of offerings that had opened before they ended. For each pause, the latest stored end that it and
 * all later pauses leave at or before now. An offering that opened during a pause is taken to have opened before it.
 */
function shiftsOf({ time, pauses }: MarketClock): readonly Shift[] {
  return pauses.map(({ until }, index) => ({
    openedBefore: until,
    end: pauses
      .slice(index)
      .reduceRight(
        (end, { from, until: to }) => (end <= from ? end : Math.max(from, end - (to - from))),
        time,
      ),
  }));
}

/** Whether the offering's end, with what pauses added, lies ahead. */
function running(clock: MarketClock): Condition {
  const moved = shiftsOf(clock).map(({ openedBefore, end }) => ({
    and: [
      { or: [{ start_lt: String(openedBefore) }, { presaleStart_lt: String(openedBefore) }] },
      { end_gt: String(end) },
    ],
  }));
  return { or: [{ end_gt: String(clock.time) }, ...moved] };
}

function over(clock: MarketClock): Condition {
  const notMoved = shiftsOf(clock).map(({ openedBefore, end }) => ({
    or: [
      { end_lte: String(end) },
      {
        and: [
          { start_gte: String(openedBefore) },
          { or: [{ presaleStart: null }, { presaleStart_gte: String(openedBefore) }] },
        ],
      },
    ],
  }));
  return { and: [{ end_lte: String(clock.time) }, ...notMoved] };
}

function stateConditions(state: MarketState, clock: MarketClock): readonly Condition[] {
  const now = String(clock.time);
  switch (state) {
    case "all":
      return [];
    case "open":
      return [NEVER_CLOSED, { start_lte: now }, running(clock)];
    case "presale":
      return [NEVER_CLOSED, { presaleStart_lte: now }, { start_gt: now }];
    case "upcoming":
      return [NEVER_CLOSED, { start_gt: now }, { or: [{ presaleStart: null }, { presaleStart_gt: now }] }];
    case "sold-out":
      return [{ closure: "SoldOut" }];
    case "ended":
      return [{ or: [{ closure_in: ["ByArtist", "Lapsed"] }, { and: [NEVER_CLOSED, over(clock)] }] }];
  }
}

const FIRST_OF_TIER: Readonly<Record<Tier, number>> = { 1: 1, 2: 11, 3: 51, 4: 101 };
const LAST_OF_TIER: Readonly<Record<Exclude<Tier, 4>, number>> = { 1: 10, 2: 50, 3: 100 };

/** Shares are sold in the order of their numbers, so a tier has shares left while fewer than its last are sold. */
function tierConditions(tier: Tier, clock: MarketClock): readonly Condition[] {
  return [
    NEVER_CLOSED,
    running(clock),
    { publicShares_gte: FIRST_OF_TIER[tier] },
    ...(tier === 4 ? [] : [{ sold_lt: LAST_OF_TIER[tier] }]),
  ];
}

/** The `where` of a list without its cursor: hidden masters and artists are left out unless they are asked for. */
export function masterConditions(listing: MasterListing, clock: MarketClock): readonly Condition[] {
  const { state, genre, currency, least = null, most = null, tier, artist, includesHidden } = listing;
  return [
    ...(includesHidden ? [] : [{ isHidden: false, artist_: { isHidden: false } }]),
    ...stateConditions(state, clock),
    ...(genre ? [{ metadata_: { genre } }] : []),
    ...(currency ? [{ currency }] : []),
    ...(least === null ? [] : [{ price_gte: String(least) }]),
    ...(most === null ? [] : [{ price_lte: String(most) }]),
    ...(tier ? tierConditions(tier, clock) : []),
    ...(artist ? [{ artist }] : []),
  ];
}

const ORDERS = {
  newest: ["number", "desc"],
  oldest: ["number", "asc"],
  ending: ["end", "asc"],
  cheapest: ["price", "asc"],
  dearest: ["price", "desc"],
  earned: ["acc", "desc"],
} as const;

/** Orders that graph-node keeps; how many shares are left is not a stored figure. */
export type StoredSort = keyof typeof ORDERS;

export function orderOf(sort: StoredSort) {
  const [orderBy, orderDirection] = ORDERS[sort];
  return { orderBy, orderDirection };
}

const CURSOR = /^(\d{1,78})_(0x[0-9a-f]{40})$/;

/** A cursor names the value that a list is ordered by and the id of the last master shown. */
export function readCursor(after: string | null): { readonly value: string; readonly id: string } | null {
  const [, value, id] = CURSOR.exec(after ?? "") ?? [];
  return value && id ? { value, id } : null;
}

/** What follows a cursor. graph-node breaks ties by id, in the direction of the order. */
export function cursorConditions(sort: StoredSort, after: string | null): readonly Condition[] {
  const cursor = readCursor(after);
  if (cursor === null) return [];
  const { value, id } = cursor;
  const { orderBy, orderDirection } = orderOf(sort);
  const beyond = orderDirection === "asc" ? "gt" : "lt";
  const tie = { and: [{ [orderBy]: value }, { [`id_${beyond}`]: id }] };
  return [{ or: [{ [`${orderBy}_${beyond}`]: value }, tie] }];
}
