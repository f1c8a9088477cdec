import { describe, expect, it } from "vitest";
import {
  priceEstimate,
  resaleExamples,
  revenueExample,
  saleExample,
} from "../../src/lib/format/launch-examples.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";

const dollar = { address: ZERO_ADDRESS, symbol: "USDC", decimals: 6 };
const terms = {
  currency: dollar,
  price: 12_500_000n,
  totalShares: 1000,
  publicShares: 800,
  platformFee: 250,
  royalties: [1000, 500, 300, 100] as const,
  moverShare: 5000,
};

/** "1,234.5 USDC" in the smallest unit. */
const units = (text: string) => BigInt(Math.round(Number(text.replace(/[^\d.]/g, "")) * 1e6));

describe("examples of a launch", () => {
  it("split the sale into parts that add up", () => {
    expect(saleExample(terms)).toMatchObject({
      artist: "9,750.00 USDC",
      fee: "250.00 USDC",
      total: "10,000.00 USDC",
    });
  });

  it("say what a share earns of a thousand", () => {
    expect(revenueExample(terms)).toMatchObject({
      revenue: "1,000.00 USDC",
      perShare: "1.00 USDC",
      holders: "800.00 USDC",
      artist: "200.00 USDC",
    });
    const odd = revenueExample({ ...terms, totalShares: 7, publicShares: 3 });
    expect(units(odd.holders) + units(odd.artist)).toBe(1_000_000_000n);
    const coin = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 };
    expect(revenueExample({ ...terms, currency: coin }).revenue).toBe("10 ETH");
  });

  it("say whom a resale pays, tier by tier", () => {
    const { price, tiers } = resaleExamples(terms);
    expect(price).toBe("25.00 USDC");
    expect(tiers.map(({ shares }) => shares)).toEqual(["1–10", "11–50", "51–100", "101–800"]);
    expect(tiers[0]).toMatchObject({ seller: "22.50 USDC", artist: "1.25 USDC", mover: "1.25 USDC" });
    expect(tiers[3]).toMatchObject({ seller: "24.75 USDC", artist: "0.25 USDC", mover: null });
    for (const { seller, artist, mover } of tiers) {
      expect(units(seller) + units(artist) + units(mover ?? "0")).toBe(25_000_000n);
    }
  });

  it("leaves out tiers that are never sold, and follows the first buyers' part", () => {
    const { tiers } = resaleExamples({ ...terms, publicShares: 11, moverShare: 10_000 });
    expect(tiers.map(({ shares }) => shares)).toEqual(["1–10", "11"]);
    expect(tiers[0]).toMatchObject({ artist: "0 USDC", mover: "2.50 USDC" });
  });

  it("say about how many dollars native coins are, and nothing of tokens", () => {
    const fiat = { value: 3000n, decimals: 0, symbol: "$" };
    const coin = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 };
    const inCoins = { ...terms, fiat, currency: coin, price: 20_000_000_000_000_000n };
    expect(priceEstimate(inCoins)).toBe("≈ $60.00");
    expect(saleExample(inCoins).estimates).toEqual({
      artist: "≈ $46,800.00",
      fee: "≈ $1,200.00",
      total: "≈ $48,000.00",
    });
    expect(revenueExample(inCoins).estimates).toEqual({
      revenue: "≈ $30,000.00",
      perShare: "≈ $30.00",
      holders: "≈ $24,000.00",
      artist: "≈ $6,000.00",
    });
    const { estimate, tiers } = resaleExamples(inCoins);
    expect(estimate).toBe("≈ $120.00");
    expect(tiers[0]?.estimates).toEqual({ seller: "≈ $108.00", artist: "≈ $6.00", mover: "≈ $6.00" });
    expect(tiers[3]?.estimates.mover).toBeNull();
    const token = { ...inCoins, currency: { ...coin, address: `0x${"12".repeat(20)}` as const } };
    expect(priceEstimate(token)).toBeNull();
    expect(priceEstimate({ ...inCoins, fiat: null })).toBeNull();
  });
});
