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
  readonly openedBefore: string;
  /** … are moved beyond now when their registered time is after this one. */
  readonly after: string;
}

/**
 * Pauses defer the end of offerings that had opened, and the start of those whose presale had. For each pause, the
 * latest registered time that it and all later pauses leave at or before now. An offering that opened during a pause is
 * taken to have opened before it.
 */
function shiftsOf({ time, pauses }: MarketClock): readonly Shift[] {
  return pauses.map(({ until }, index) => {
    const after = pauses
      .slice(index)
      .reduceRight(
        (end, { from, until: to }) => (end <= from ? end : Math.max(from, end - (to - from))),
        time,
      );
    return { openedBefore: String(until), after: String(after) };
  });
}

type Deferrable = "start" | "end";

/** What has opened: without a presale only the end can be deferred. */
const OPENINGS = { start: ["presaleStart"], end: ["presaleStart", "start"] } as const;

/** Whether a time lies ahead, with what pauses added to it. */
function ahead(field: Deferrable, clock: MarketClock): Condition {
  const deferred = shiftsOf(clock).map(({ openedBefore, after }) => ({
    and: [
      { or: OPENINGS[field].map((opening) => ({ [`${opening}_lt`]: openedBefore })) },
      { [`${field}_gt`]: after },
    ],
  }));
  return { or: [{ [`${field}_gt`]: String(clock.time) }, ...deferred] };
}

/** The opposite of `ahead`. */
function reached(field: Deferrable, clock: MarketClock): Condition {
  const notDeferred = shiftsOf(clock).map(({ openedBefore, after }) => {
    const noPresale = { or: [{ presaleStart: null }, { presaleStart_gte: openedBefore }] };
    const openedLater = field === "start" ? noPresale : { and: [{ start_gte: openedBefore }, noPresale] };
    return { or: [{ [`${field}_lte`]: after }, openedLater] };
  });
  return { and: [{ [`${field}_lte`]: String(clock.time) }, ...notDeferred] };
}

function stateConditions(state: MarketState, clock: MarketClock): readonly Condition[] {
  const now = String(clock.time);
  switch (state) {
    case "all":
      return [];
    case "open":
      return [NEVER_CLOSED, reached("start", clock), ahead("end", clock)];
    case "presale":
      return [NEVER_CLOSED, { presaleStart_lte: now }, ahead("start", clock)];
    case "upcoming":
      return [
        NEVER_CLOSED,
        { or: [{ and: [{ presaleStart: null }, { start_gt: now }] }, { presaleStart_gt: now }] },
      ];
    case "sold-out":
      return [{ closure: "SoldOut" }];
    case "ended":
      return [
        { or: [{ closure_in: ["ByArtist", "Lapsed"] }, { and: [NEVER_CLOSED, reached("end", clock)] }] },
      ];
  }
}

const FIRST_OF_TIER: Readonly<Record<Tier, number>> = { 1: 1, 2: 11, 3: 51, 4: 101 };
const LAST_OF_TIER: Readonly<Record<Exclude<Tier, 4>, number>> = { 1: 10, 2: 50, 3: 100 };

/** Shares are sold in the order of their numbers, so a tier has shares left while fewer than its last are sold. */
function tierConditions(tier: Tier, clock: MarketClock): readonly Condition[] {
  return [
    NEVER_CLOSED,
    ahead("end", clock),
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
