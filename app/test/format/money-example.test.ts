import { describe, expect, it } from "vitest";
import { moneyExample } from "../../src/lib/format/money-example.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";

const ether = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 };
const toUnits = (text: string) => {
  const [whole = "0", fraction = ""] = text.replace(" ETH", "").replaceAll(",", "").split(".");
  return BigInt(whole + fraction.padEnd(18, "0"));
};

describe("moneyExample", () => {
  it.each([0, 250, 500])("adds up on screen with a fee of %s basis points", (fee) => {
    const sums = moneyExample(fee, ether);
    expect(sums).toHaveLength(3);
    for (const { title, total, parts } of sums) {
      const sum = parts.reduce((whole, { value }) => whole + toUnits(value), 0n);
      expect(sum, title).toBe(toUnits(total.value));
    }
  });

  it("splits as the contracts do", () => {
    const [purchase, revenue, boosted] = moneyExample(250, ether);
    expect(purchase?.parts.map(({ value }) => value)).toEqual(["0.195 ETH", "0.005 ETH"]);
    expect(revenue?.parts.map(({ value }) => value)).toEqual(["0.05 ETH", "1.95 ETH", "3 ETH"]);
    expect(toUnits(boosted?.parts[0]?.value ?? "")).toBeGreaterThan(toUnits("0.0549"));
    expect(toUnits(boosted?.parts[0]?.value ?? "")).toBeLessThan(toUnits("0.055"));
  });
});
