import { describe, expect, it } from "vitest";
import { boostOf } from "../../src/lib/format/boost.ts";
import { earningsByMonth, monthStarts } from "../../src/lib/format/earnings.ts";
import type { ShareEntry } from "../../src/lib/format/history.ts";
import { ZERO_ADDRESS, type Hex } from "../../src/lib/format/network.ts";

const master: Hex = `0x${"b".repeat(40)}`;
const currency = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 };
const at = (text: string) => Date.parse(text) / 1000;

function happened(block: number) {
  const id: Hex = `0x${block.toString(16).padStart(2, "0")}`;
  return {
    id,
    block,
    time: block,
    transaction: id,
    master: { id: master, number: 1, title: "T", artist: "A" },
  };
}
const money = { amount: 1n, currency };
const history: readonly ShareEntry[] = [
  { ...happened(1), ...money, kind: "purchase", count: 3, first: 1, last: 3 },
  { ...happened(3), kind: "stake", number: 1, freeAt: null },
  { ...happened(5), kind: "gift-out", number: 3, other: ZERO_ADDRESS, isBought: true },
  { ...happened(7), kind: "leave", number: 1, freeAt: 99 },
  { ...happened(9), kind: "gift-in", number: 8, other: ZERO_ADDRESS, isBought: false },
];
const deposit = (block: number, day: string, perUnit: bigint) => ({ master, block, time: at(day), perUnit });

describe("earningsByMonth", () => {
  const starts = monthStarts(at("2026-11-24"), 3);

  it("begins with the first moments of months", () => {
    expect(starts).toEqual([at("2026-09-01"), at("2026-10-01"), at("2026-11-01")]);
    expect(monthStarts(at("2026-01-31"), 2)).toEqual([at("2025-12-01"), at("2026-01-01")]);
  });

  it("counts the units that were held at each deposit", () => {
    const deposits = [
      deposit(2, "2026-09-01", 1n), // 3 shares: 30 units
      deposit(4, "2026-09-30", 10n), // one of them staked: 32
      deposit(6, "2026-10-15", 100n), // one given: 22
      deposit(8, "2026-11-01", 1000n), // none staked: 20
      deposit(10, "2026-11-20", 10_000n), // one received: 30
    ];
    const earned = 30n + 320n + 2200n + 20_000n + 300_000n + 5n;
    expect(earningsByMonth([{ master, currency, earned }], deposits, history, starts)).toEqual([
      {
        currency,
        earlier: 5n,
        months: [
          { start: starts[0], amount: 350n },
          { start: starts[1], amount: 2200n },
          { start: starts[2], amount: 320_000n },
        ],
        total: earned,
      },
    ]);
  });

  it("never mixes currencies", () => {
    const other = { ...currency, address: `0x${"c".repeat(40)}` as Hex };
    const totals = [
      { master, currency, earned: 7n },
      { master: other.address, currency: other, earned: 9n },
    ];
    expect(earningsByMonth(totals, [], [], starts).map(({ total }) => total)).toEqual([7n, 9n]);
  });
});

describe("boostOf", () => {
  it("weighs 12 against 10 and counts that the total grows", () => {
    // 100 shares, nothing staked: 1,000 units. One of our ten shares would be staked.
    const deposits = [{ amount: 1_002_000n, perUnit: 1002n }];
    const { before, after } = boostOf(deposits, 100n, 1);
    expect(before).toBe(100_200n);
    expect(after).toBe((1_002_000n * 102n) / 1002n);
    expect(after - before).toBe(1800n);
  });

  it("is nothing for somebody who holds and stakes everything", () => {
    const { before, after } = boostOf([{ amount: 1000n, perUnit: 10n }], 100n, 10);
    expect(after).toBe(before);
  });

  it("survives a deposit too small to share out", () => {
    expect(boostOf([{ amount: 3n, perUnit: 0n }], 100n, 1)).toEqual({ before: 0n, after: 0n });
  });
});
