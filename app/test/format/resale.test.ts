import { describe, expect, it } from "vitest";
import { addSplits, expiryAfter, totalOf } from "../../src/lib/format/resale.ts";

describe("addSplits", () => {
  it("adds up to what the parts come to, to the unit", () => {
    const parts = [
      { net: 897n, artist: 50n, mover: 49n, fee: 4n },
      { net: 1n, artist: 0n, mover: 0n, fee: 0n },
    ];
    const sum = addSplits(parts);
    expect(sum).toEqual({ net: 898n, artist: 50n, mover: 49n, fee: 4n });
    expect(totalOf(sum)).toBe(1_001n);
  });

  it("is nothing of nothing", () => expect(totalOf(addSplits([]))).toBe(0n));
});

describe("expiryAfter", () => {
  it("counts days", () => expect(expiryAfter(7, 1_000)).toBe(1_000 + 604_800));

  it("stays below the most that the contract takes, however long the wallet takes to sign", () => {
    expect(expiryAfter(365, 1_000)).toBeLessThan(1_000 + 365 * 86_400);
  });
});
