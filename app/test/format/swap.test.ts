import { describe, expect, it } from "vitest";
import {
  feeOf,
  freshnessOf,
  impactLevel,
  minimumOut,
  parseSlippage,
  priceImpact,
  spotOutput,
} from "../../src/lib/format/swap.ts";

describe("spotOutput", () => {
  // The root is two: four of token1 for each of token0.
  const root = 2n ** 97n;

  it("takes the fee first", () => {
    expect(spotOutput(1_000n, root, true)).toBe(3_960n);
    expect(spotOutput(4_000n, root, false)).toBe(990n);
    expect(feeOf(1_000n)).toBe(10n);
  });

  it("is nothing without a price", () => {
    expect(spotOutput(1_000n, 0n, true)).toBe(0n);
  });
});

describe("priceImpact", () => {
  it("is what the trade gives less than the price before", () => {
    expect(priceImpact({ spotOut: 1_000n, amountOut: 950n })).toBe(500);
    expect(priceImpact({ spotOut: 1_000n, amountOut: 1_000n })).toBe(0);
  });

  it("is never a gain", () => {
    expect(priceImpact({ spotOut: 1_000n, amountOut: 1_001n })).toBe(0);
    expect(priceImpact({ spotOut: 0n, amountOut: 0n })).toBe(0);
  });

  it("has levels", () => {
    expect([0, 299, 300, 1499, 1500].map(impactLevel)).toEqual([
      "small",
      "small",
      "noticeable",
      "noticeable",
      "severe",
    ]);
  });
});

it("rounds the minimum down", () => {
  expect(minimumOut(1_000n, 50)).toBe(995n);
  expect(minimumOut(999n, 100)).toBe(989n);
});

describe("parseSlippage", () => {
  it.each([
    ["0.5", 50],
    ["1", 100],
    ["12.34", 1234],
    ["50", 5000],
  ])("reads %s %%", (text, slippage) => {
    expect(parseSlippage(text)).toEqual({ slippage });
  });

  it.each(["", "0", "0.001", "50.01", "99", "-1", "1e3", "1,5", "."])("refuses %j", (text) => {
    expect(parseSlippage(text)).toHaveProperty("problem");
  });
});

describe("freshnessOf", () => {
  const quote = { askedAt: 100, amountOut: 50n };

  it("grows old", () => {
    expect(freshnessOf(quote, 145, null)).toBe("fresh");
    expect(freshnessOf(quote, 146, 50n)).toBe("old");
  });

  it("is worse when the market gives less by now", () => {
    expect(freshnessOf(quote, 101, 49n)).toBe("worse");
    expect(freshnessOf(quote, 101, 51n)).toBe("fresh");
  });
});
