import { describe, expect, it } from "vitest";
import {
  COIN_PARTS,
  COIN_SUPPLY,
  executedPrice,
  grantFor,
  isCoinFirst,
  marketCap,
  partOfSupply,
  priceOfRoot,
  unsoldGrant,
  WHOLE_COIN,
} from "../../src/lib/format/coin.ts";
import { releasableAt, vestedAt, vestingEnd, vestingMarks } from "../../src/lib/format/vesting.ts";

const YEAR = 365 * 24 * 60 * 60;

describe("COIN_PARTS", () => {
  it("adds up to the supply", () => {
    const { artist, buyers, liquidity, reserve } = COIN_PARTS;
    expect(artist + buyers + liquidity + reserve).toBe(COIN_SUPPLY);
  });

  it("is 30, 20, 25 and 25 per cent", () => {
    expect(Object.values(COIN_PARTS).map(partOfSupply)).toEqual([3000, 2000, 2500, 2500]);
  });
});

describe("priceOfRoot", () => {
  // A price of four wei per smallest unit: the root is two, or a half where the coin comes second.
  it("reads the pool's price whichever token comes first", () => {
    expect(priceOfRoot(2n ** 97n, true)).toBe(4n * WHOLE_COIN);
    expect(priceOfRoot(2n ** 95n, false)).toBe(4n * WHOLE_COIN);
  });

  it("is nothing for a pool without a price", () => {
    expect(priceOfRoot(0n, false)).toBe(0n);
  });
});

it("orders tokens as numbers, whatever the case of their addresses", () => {
  expect(isCoinFirst("0xAA", "0xab")).toBe(true);
  expect(isCoinFirst("0xab", "0xAA")).toBe(false);
});

it("takes the price of a trade from what moved", () => {
  expect(executedPrice(2n * WHOLE_COIN, 6n)).toBe(3n);
  expect(executedPrice(0n, 6n)).toBeNull();
});

it("values a million coins", () => {
  expect(marketCap(50_000_000_000_000n)).toBe(50n * WHOLE_COIN);
});

describe("grantFor", () => {
  it("rounds down as the contract does", () => {
    expect(grantFor(1, 3)).toBe((200_000n * WHOLE_COIN) / 3n);
    expect(grantFor(3, 3)).toBe(200_000n * WHOLE_COIN);
  });

  it("leaves the coins of unsold shares", () => {
    expect(unsoldGrant(15, 20)).toBe(50_000n * WHOLE_COIN);
    expect(unsoldGrant(20, 20)).toBe(0n);
  });
});

describe("vesting", () => {
  const vesting = { total: 300_000n, released: 50_000n, start: 1_000 };

  it("vests evenly over four years", () => {
    expect(vestedAt(vesting, 1_000)).toBe(0n);
    expect(vestedAt(vesting, 1_000 + YEAR)).toBe(75_000n);
    expect(vestedAt(vesting, 1_000 + 5 * YEAR)).toBe(300_000n);
    expect(vestingEnd(vesting)).toBe(1_000 + 4 * YEAR);
  });

  it("takes what was released before off", () => {
    expect(releasableAt(vesting, 1_000 + YEAR)).toBe(25_000n);
    expect(releasableAt(vesting, 1_000)).toBe(0n);
  });

  it("marks the years", () => {
    const marks = vestingMarks(vesting, 1_000 + 2 * YEAR);
    expect(marks.map(({ vested }) => vested)).toEqual([75_000n, 150_000n, 225_000n, 300_000n]);
    expect(marks.map(({ isPast }) => isPast)).toEqual([true, true, false, false]);
  });
});
