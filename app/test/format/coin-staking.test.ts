import { describe, expect, it } from "vitest";
import {
  formatTenths,
  LOCKS,
  lockState,
  rewardsAt,
  streamAt,
  unlockAfter,
  votesOf,
  yearlyRewards,
  yieldOf,
  type RewardStream,
} from "../../src/lib/format/coin-staking.ts";

const DAY = 24 * 60 * 60;
const YEAR = 365 * DAY;
const COIN = 10n ** 18n;
const [none, , , year] = LOCKS;

/** 250,000 coins over eight years are 31,250 a year. */
const stream: RewardStream = {
  acc: 0n,
  reserve: 250_000n * COIN,
  weight: 10n * 1_000n * COIN,
  principal: 1_000n * COIN,
  updatedAt: 1_000,
  baseRate: (250_000n * COIN) / BigInt(8 * YEAR),
  rateFactor: 10_000n,
  cap: 1_500n,
};
const wide: RewardStream = { ...stream, weight: 10n * 500_000n * COIN };

describe("streamAt", () => {
  it("pays at most the cap", () => {
    expect(streamAt(stream, 1_000 + YEAR).reserve).toBe(stream.reserve - 150n * COIN);
  });

  it("pays at most the rate", () => {
    const paid = wide.reserve - streamAt(wide, 1_000 + YEAR).reserve;
    expect(paid).toBe(wide.baseRate * BigInt(YEAR));
  });

  it("pays at most the reserve", () => {
    const dry = { ...wide, reserve: 7n };
    expect(streamAt(dry, 1_000 + YEAR).reserve).toBe(0n);
  });

  it("pays nothing while nobody stakes, and does not go back in time", () => {
    const empty = { ...stream, weight: 0n };
    expect(streamAt(empty, 1_000 + YEAR)).toEqual({ ...empty, updatedAt: 1_000 + YEAR });
    expect(streamAt(stream, 10)).toEqual(stream);
  });
});

describe("rewardsAt", () => {
  it("gives the only staker what was paid, less the rounding", () => {
    const rewards = rewardsAt(stream, { weight: stream.weight, paid: 0n, owed: 5n }, 1_000 + YEAR);
    expect(150n * COIN + 5n - rewards).toBeLessThan(2n);
    expect(rewards).toBeLessThanOrEqual(150n * COIN + 5n);
  });

  it("counts from what is settled", () => {
    const { acc } = streamAt(stream, 1_000 + DAY);
    const account = { weight: stream.weight, paid: acc, owed: 9n };
    expect(rewardsAt(stream, account, 1_000 + DAY)).toBe(9n);
  });
});

describe("yieldOf", () => {
  it("is the cap on weight while few stake", () => {
    expect(LOCKS.map((terms) => yieldOf(stream, terms))).toEqual([1500, 1800, 2400, 3300]);
    expect(yieldOf({ ...stream, weight: 0n }, none)).toBe(1500);
  });

  it("shares the rate when many stake", () => {
    // 31,250 coins a year for half a million: 6.25 % on a weight of one.
    expect(yieldOf(wide, none)).toBeCloseTo(625, 1);
    expect(yieldOf(wide, year)).toBeCloseTo(1375, 1);
  });

  it("is thinned by what is added", () => {
    expect(yieldOf(wide, none, 500_000n * COIN)).toBeCloseTo(312.5, 1);
  });

  it("is nothing when the reserve is empty", () => {
    expect(yieldOf({ ...wide, reserve: 0n }, year)).toBe(0);
  });
});

it("says what a year would pay to all", () => {
  expect(yearlyRewards(stream)).toBe(150n * COIN);
  expect(yearlyRewards(wide)).toBe(wide.baseRate * BigInt(YEAR));
  expect(yearlyRewards({ ...wide, reserve: 0n })).toBe(0n);
});

it("multiplies votes", () => {
  expect(LOCKS.map((terms) => votesOf(10n, terms))).toEqual([15n, 20n, 30n, 50n]);
  expect(LOCKS.map(({ votes }) => formatTenths(votes))).toEqual(["1.5×", "2×", "3×", "5×"]);
});

it("knows when a lock is over", () => {
  const position = { terms: year, amount: 1n, unlockAt: 500 };
  expect(lockState(position, 499)).toBe("locked");
  expect(lockState(position, 500)).toBe("over");
  expect(lockState({ ...position, terms: none, unlockAt: 0 }, 500)).toBe("free");
  expect(unlockAfter(year, 500)).toBe(500 + YEAR);
  expect(unlockAfter(none, 500)).toBe(0);
});
