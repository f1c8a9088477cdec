import { describe, expect, it } from "vitest";
import { estimateFiat, formatAmount, formatSum, parseAmount } from "../../src/lib/format/money.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";

const eth = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 };
const usdc = { address: ZERO_ADDRESS, symbol: "USDC", decimals: 6 };
const ether = 10n ** 18n;

describe("formatAmount", () => {
  it.each([
    [0n, eth, "0 ETH"],
    [ether, eth, "1 ETH"],
    [ether / 2n, eth, "0.5 ETH"],
    [123_456_789n * ether + ether / 3n, eth, "123,456,789.3333 ETH"],
    [12_345_678_901_234n, eth, "0.00001234 ETH"],
    [1n, eth, "< 0.000000001 ETH"],
    [-ether, eth, "−1 ETH"],
    [12_500_000n, usdc, "12.50 USDC"],
    [1_999_999n, usdc, "1.99 USDC"],
    [1n, usdc, "0.000001 USDC"],
    [990_000n, usdc, "0.99 USDC"],
    [1_000_000_000_000n, usdc, "1,000,000.00 USDC"],
  ])("shows %s of %o as %s", (amount, currency, words) => {
    expect(formatAmount(amount, currency).short).toBe(words);
  });

  it("cuts and never rounds up", () => {
    expect(formatAmount(ether - 1n, eth).short).toBe("0.9999 ETH");
  });

  it("keeps every digit in full", () => {
    expect(formatAmount(ether + 1n, eth).full).toBe("1.000000000000000001 ETH");
    expect(formatAmount(60_000_000n, usdc).full).toBe("60.00 USDC");
    expect(formatAmount(1_500_001n, usdc).full).toBe("1.500001 USDC");
    expect(formatAmount(0n, usdc).full).toBe("0 USDC");
  });
});

describe("formatSum", () => {
  const read = (text: string) => Number(text.split(" ")[0]?.replace(/,/g, "").replace("−", "-"));

  it.each([
    [[39n * 10n ** 15n, 10n ** 15n], eth],
    [[1_096_875_000n, 28_125_000n], usdc],
    [[450_758_888_888_888_888n, 49_241_111_111_111_584n, -472n], eth],
    [[1n, 2n], usdc],
  ])("adds up on screen: %o", (parts, currency) => {
    const total = parts.reduce((sum, part) => sum + part, 0n);
    const shown = formatSum(parts, currency).map(read);
    const expected = Number(total) / 10 ** currency.decimals;
    expect(shown.reduce((sum, part) => sum + part, 0)).toBeCloseTo(expected, 9);
  });

  it("gives what rounding loses to the largest part", () => {
    expect(formatSum([2n * (ether / 3n) + 2n, ether / 3n - 1n], eth)).toEqual([
      "0.66666667 ETH",
      "0.33333333 ETH",
    ]);
  });
});

describe("estimateFiat", () => {
  const price = { value: 3_000_00000000n, decimals: 8, symbol: "$" };

  it("marks what it says as an estimate", () => {
    expect(estimateFiat(ether / 2n, eth, price)).toBe("≈ $1,500.00");
    expect(estimateFiat(1n, eth, price)).toBe("≈ < $0.01");
  });

  it("says nothing without a price or an amount", () => {
    expect(estimateFiat(ether, eth, null)).toBeNull();
    expect(estimateFiat(0n, eth, price)).toBeNull();
  });
});

describe("parseAmount", () => {
  it.each([
    ["12.5", usdc, 12_500_000n],
    [".5", usdc, 500_000n],
    ["1,234.000001", usdc, 1_234_000_001n],
    [" 1 ", eth, ether],
    ["0", eth, 0n],
  ])("reads %s", (text, currency, amount) => {
    expect(parseAmount(text, currency)).toEqual({ amount });
  });

  it.each(["", ".", "abc", "-1", "1e5", "1.2.3", "0x10", "1,23"])("refuses %s", (text) => {
    expect(parseAmount(text, usdc)).toHaveProperty("problem");
  });

  it("refuses more digits than the currency has", () => {
    expect(parseAmount("0.0000001", usdc)).toEqual({ problem: "USDC has at most 6 digits after the point." });
  });

  it("reads back what formatAmount shows in full", () => {
    for (const amount of [1n, ether - 1n, 10n ** 30n + 7n]) {
      const [text = ""] = formatAmount(amount, eth).full.split(" ");
      expect(parseAmount(text, eth)).toEqual({ amount });
    }
  });
});
