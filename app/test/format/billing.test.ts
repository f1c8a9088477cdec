import { describe, expect, it } from "vitest";
import { formatFiat } from "../../src/lib/format/fiat.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";
import { fillingFor } from "../../src/lib/format/onramp.ts";
import { groupPlans } from "../../src/lib/format/plan.ts";

describe("formatFiat", () => {
  it.each([
    [490, "usd", "$4.90"],
    [4900, "usd", "$49"],
    [0, "eur", "€0"],
    [500, "jpy", "¥500"],
  ])("writes %d %s as %s", (amount, currency, words) => {
    expect(formatFiat(amount, currency)).toBe(words);
  });
});

describe("fillingFor", () => {
  const usdc = { address: `0x${"1".repeat(40)}` as const, symbol: "USDC", decimals: 6 };
  const ether = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 };

  it("asks for nothing where there is enough", () => {
    expect(fillingFor(12_500_000n, 12_500_000n, usdc)).toEqual({ needed: 12_500_000n, missing: 0n });
  });

  it("rounds what is missing up to cents", () => {
    expect(fillingFor(12_500_001n, 2_000_000n, usdc).missing).toBe(10_510_000n);
  });

  it("adds the network's fee where the coin pays it", () => {
    const { needed, missing } = fillingFor(10n ** 17n, 0n, ether);
    expect(needed).toBe(10n ** 17n + 10n ** 15n);
    expect(missing).toBe(101n * 10n ** 15n);
    expect(fillingFor(10n ** 17n, 10n ** 17n, ether).missing).toBe(10n ** 15n);
  });

  it("fills with enough, whatever the amounts", () => {
    for (let cost = 1n; cost < 10n ** 20n; cost = cost * 7n + 3n) {
      const { needed, missing } = fillingFor(cost, cost / 3n, ether);
      expect(cost / 3n + missing).toBeGreaterThanOrEqual(needed);
    }
  });
});

describe("groupPlans", () => {
  it("makes one offer of the prices of one name", () => {
    const price = { name: "Supporter", amount: 500, currency: "usd" };
    const plans = [
      { ...price, id: "monthly", interval: "month" as const },
      { ...price, id: "yearly", interval: "year" as const },
    ];
    expect(groupPlans(plans)).toEqual([{ name: "Supporter", prices: plans }]);
  });
});
