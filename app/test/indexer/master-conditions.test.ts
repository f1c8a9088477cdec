import { describe, expect, it } from "vitest";
import { effectiveWindow, phaseOf, type Offering, type Pause } from "../../src/lib/format/offering.ts";
import { MARKET_STATES, type MarketState } from "../../src/lib/format/market.ts";
import {
  masterConditions,
  type Condition,
  type MasterListing,
} from "../../src/lib/indexer/queries/master-conditions.ts";
import { cursorConditions, readCursor } from "../../src/lib/indexer/queries/master-order.ts";

const listing: MasterListing = { state: "all", sort: "newest", after: null, first: 24 };
const id = `0x${"a".repeat(40)}`;

/** Evaluates a condition as graph-node does, on the few operators that lists use. */
function holds(condition: Condition, row: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(condition).every(([key, wanted]) => {
    if (key === "and") return (wanted as Condition[]).every((part) => holds(part, row));
    if (key === "or") return (wanted as Condition[]).some((part) => holds(part, row));
    if (key.endsWith("_") || key === "isHidden") return true;
    const [, field = key, operator = ""] = /^(.*?)(?:_(gte|gt|lte|lt|in))?$/.exec(key) ?? [];
    const value = row[field] ?? null;
    if (operator === "in") return (wanted as unknown[]).includes(value);
    if (operator === "") return value === wanted;
    if (value === null) return false;
    const [left, right] = [Number(value), Number(wanted)];
    return { gte: left >= right, gt: left > right, lte: left <= right, lt: left < right }[operator] ?? false;
  });
}

interface Times {
  readonly presaleStart: number | null;
  readonly start: number;
  readonly end: number;
}

/** The list a master belongs to by the page's own words for it. */
function stateOf(
  times: Times,
  row: { sold: number; closedAt: number | null },
  now: number,
  pauses: Pause[],
): MarketState {
  const offering = { ...times, ...effectiveWindow(times, pauses), ...row, publicShares: 100 };
  const phase = phaseOf(offering as Offering, now);
  return phase === "closed" || phase === "ended" ? "ended" : phase;
}

describe("masterConditions", () => {
  it("always leaves hidden masters and artists out", () => {
    expect(masterConditions(listing, { time: 1000, pauses: [] })).toEqual([
      { isHidden: false, artist_: { isHidden: false } },
    ]);
  });

  it("puts every master into the one list that its page names, with and without pauses", () => {
    const pauseLists: Pause[][] = [
      [],
      [{ from: 400, until: 500 }],
      [
        { from: 100, until: 150 },
        { from: 400, until: 500 },
        { from: 535, until: 552 },
        { from: 590, until: 640 },
      ],
    ];
    let checked = 0;
    for (const pauses of pauseLists) {
      for (let now = 0; now <= 1000; now += 37) {
        for (const start of [50, 200, 560]) {
          for (const presaleStart of [null, start - 30]) {
            for (let end = start + 20; end <= 700; end += 45) {
              const times = { presaleStart, start, end };
              const row = { sold: 3, closedAt: null };
              const expected = stateOf(times, row, now, pauses);
              for (const state of Object.keys(MARKET_STATES) as MarketState[]) {
                const conditions = masterConditions({ ...listing, state }, { time: now, pauses });
                const isListed = conditions.every((part) => holds(part, { ...times, ...row }));
                const words = `${state} for ${JSON.stringify({ times, now, pauses, expected })}`;
                expect(isListed, words).toBe(state === "all" || state === expected);
                checked += 1;
              }
            }
          }
        }
      }
    }
    expect(checked).toBeGreaterThan(10_000);
  });

  it("knows closed and sold-out offerings by how they ended", () => {
    const clock = { time: 1000, pauses: [] };
    const isIn = (state: MarketState, row: Condition) =>
      masterConditions({ ...listing, state }, clock).every((part) => holds(part, row));
    const soldOut = { closure: "SoldOut", closedAt: 5, start: 1, end: 2000, presaleStart: null };
    expect(isIn("sold-out", soldOut)).toBe(true);
    expect(isIn("ended", soldOut)).toBe(false);
    expect(isIn("open", soldOut)).toBe(false);
    expect(isIn("ended", { ...soldOut, closure: "ByArtist" })).toBe(true);
  });

  it("finds tiers with shares left", () => {
    const clock = { time: 1000, pauses: [] };
    const hasLeft = (tier: 1 | 2 | 3 | 4, publicShares: number, sold: number) =>
      masterConditions({ ...listing, tier }, clock).every((part) =>
        holds(part, { closedAt: null, start: 1, end: 2000, publicShares, sold }),
      );
    expect([1, 2, 3, 4].map((tier) => hasLeft(tier as 1, 300, 49))).toEqual([false, true, true, true]);
    expect([1, 2, 3, 4].map((tier) => hasLeft(tier as 1, 60, 50))).toEqual([false, false, true, false]);
    expect(hasLeft(4, 300, 299)).toBe(true);
  });

  it("narrows by price, currency, genre and artist", () => {
    const currency = "0xcc";
    const wanted = { ...listing, currency, least: 5n, most: 9n, genre: "Folk", artist: "7" } as const;
    expect(masterConditions(wanted, { time: 1, pauses: [] }).slice(1)).toEqual([
      { metadata_: { genre: "Folk" } },
      { currency },
      { price_gte: "5" },
      { price_lte: "9" },
      { artist: "7" },
    ]);
  });
});

describe("cursors", () => {
  it("go on where a page ended, ties included", () => {
    expect(cursorConditions("newest", `7_${id}`)).toEqual([
      { or: [{ number_lt: "7" }, { and: [{ number: "7" }, { id_lt: id }] }] },
    ]);
    expect(cursorConditions("ending", `9_${id}`)).toEqual([
      { or: [{ end_gt: "9" }, { and: [{ end: "9" }, { id_gt: id }] }] },
    ]);
  });

  it.each(['"; drop', "7", "9_0xzz", `-1_${id}`, `7_${id}0`, null])("ignores %s", (after) => {
    expect(readCursor(after)).toBeNull();
    expect(cursorConditions("newest", after)).toEqual([]);
  });
});
