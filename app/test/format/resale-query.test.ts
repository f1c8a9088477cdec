import { describe, expect, it } from "vitest";
import { ZERO_ADDRESS, type Currency } from "../../src/lib/format/network.ts";
import { boundOf, boundProblem, readResaleQuery } from "../../src/lib/format/resale-query.ts";

const ether: Currency = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 };
const usdc: Currency = { address: "0x01", symbol: "USDC", decimals: 6 };
const read = (query: string, currencies: readonly Currency[] = [usdc, ether]) =>
  readResaleQuery(new URLSearchParams(query), currencies);

describe("readResaleQuery", () => {
  it("reads what the address says", () => {
    expect(read("currency=usdc&tier=2&master=7&sort=new&max=1.5&earned=0.2&after=5_0xaa")).toEqual({
      ...{ currency: usdc, tier: 2, master: "7", sort: "new", max: "1.5", earned: "0.2", after: "5_0xaa" },
    });
  });

  it("leaves out what it cannot mean, and prefers the native coin", () => {
    expect(read("currency=doge&tier=9&master=0x1&sort=dear")).toEqual({
      ...{ currency: ether, tier: null, master: null, sort: "cheap", max: "", earned: "", after: null },
    });
    expect(read("", []).currency).toBeNull();
  });
});

describe("bounds", () => {
  it("are amounts of the currency, or say what is wrong", () => {
    expect(boundOf("1.5", usdc)).toBe(1_500_000n);
    expect([boundOf("", usdc), boundOf("cheap", usdc)]).toEqual([null, null]);
    expect([boundProblem("", usdc), boundProblem("1.5", usdc)]).toEqual([null, null]);
    expect(boundProblem("cheap", usdc)).toContain("number");
  });
});
