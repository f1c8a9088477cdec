import { describe, expect, it } from "vitest";
import {
  countNoun,
  describeShare,
  formatCount,
  formatIds,
  formatRate,
  tierOf,
  tierRanges,
  tiersLeft,
} from "../../src/lib/format/shares.ts";

describe("tierOf", () => {
  it.each([
    [1, 1],
    [10, 1],
    [11, 2],
    [50, 2],
    [51, 3],
    [100, 3],
    [101, 4],
    [100_000, 4],
  ])("puts share %i into tier %i", (id, tier) => {
    expect(tierOf(id)).toBe(tier);
  });
});

describe("tierRanges", () => {
  it("leaves out tiers that a small offering does not reach", () => {
    expect(tierRanges(12).map(({ tier, first, last }) => [tier, first, last])).toEqual([
      [1, 1, 10],
      [2, 11, 12],
    ]);
  });
});

describe("tiersLeft", () => {
  it("sells in the order of ids", () => {
    expect(tiersLeft(1000, 60).map(({ left }) => left)).toEqual([0, 0, 40, 900]);
    expect(tiersLeft(1000, 0).map(({ left }) => left)).toEqual([10, 40, 50, 900]);
    expect(tiersLeft(1000, 1000).map(({ left }) => left)).toEqual([0, 0, 0, 0]);
  });

  it("adds up to what is left in all", () => {
    for (const sold of [0, 1, 10, 11, 99, 100, 101, 999]) {
      expect(tiersLeft(1000, sold).reduce((sum, { left }) => sum + left, 0)).toBe(1000 - sold);
    }
  });
});

it("describes a share in one line", () => {
  expect(describeShare(7, 1000, 1, 1000)).toBe("Share 7 of 1,000 · Tier 1 · 10 % resale royalty");
  expect(formatRate(50)).toBe("0.5 %");
});

it("writes rates as the browser's own formatter does", () => {
  for (const rate of [0, 1, 9, 10, 99, 100, 101, 1_234, 9_999, 10_000, 1_000_000, -250, 33.4]) {
    const percent = (rate / 100).toLocaleString("en-US", { maximumFractionDigits: 2 });
    expect(formatRate(rate)).toBe(`${percent} %`);
  }
});

it("joins neighbouring ids", () => {
  expect(formatIds([3, 1, 2, 7, 10, 12, 11])).toBe("1–3, 7, 10–12");
  expect(formatIds([])).toBe("");
});

it("groups thousands as the browser's own formatter does", () => {
  for (const count of [0, 7, 999, 1000, 12_345, 999_999, 1_000_000, -1234, 10n ** 21n]) {
    expect(formatCount(count)).toBe(count.toLocaleString("en-US"));
  }
  expect(countNoun(1000, "share")).toBe("1,000 shares");
});
