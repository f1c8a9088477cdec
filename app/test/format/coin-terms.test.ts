import { describe, expect, it } from "vitest";
import {
  checkCoinFields,
  coinExample,
  type CoinFields,
  type CoinProblems,
} from "../../src/lib/format/coin-terms.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";

const ether = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 };
const fields: CoinFields = { coinName: "Nadia", coinSymbol: "NADIA", coinPrice: "0.00005", coinNative: "" };

function check(changes: Partial<CoinFields>) {
  const problems: CoinProblems = {};
  const terms = checkCoinFields({ ...fields, ...changes }, ether, problems);
  return { terms, named: Object.keys(problems) };
}

describe("checkCoinFields", () => {
  it("reads what fits", () => {
    expect(check({ coinName: " Nadia ", coinNative: "2.5" })).toEqual({
      named: [],
      terms: {
        name: "Nadia",
        symbol: "NADIA",
        openingPrice: 50_000_000_000_000n,
        native: 2_500_000_000_000_000_000n,
      },
    });
  });

  it.each([
    [{ coinName: "" }, "coinName"],
    [{ coinName: "é".repeat(17) }, "coinName"],
    [{ coinName: "a\u0000b" }, "coinName"],
    [{ coinSymbol: "N" }, "coinSymbol"],
    [{ coinSymbol: "nadia" }, "coinSymbol"],
    [{ coinSymbol: "A".repeat(12) }, "coinSymbol"],
    [{ coinPrice: "0" }, "coinPrice"],
    [{ coinPrice: "0.0000000009" }, "coinPrice"],
    [{ coinPrice: "1000.1" }, "coinPrice"],
    [{ coinPrice: "cheap" }, "coinPrice"],
    [{ coinNative: "some" }, "coinNative"],
  ])("refuses %o", (changes, field) => {
    expect(check(changes).named).toEqual([field]);
  });

  it("takes the bounds", () => {
    expect(check({ coinPrice: "0.000000001" }).named).toEqual([]);
    expect(check({ coinPrice: "1000" }).named).toEqual([]);
  });
});

describe("coinExample", () => {
  const example = coinExample(check({}).terms, ether, 800);

  it("values all parts at the opening price", () => {
    expect(example.cap).toBe("50 ETH");
    expect(example.parts.map(({ coins, worth }) => [coins, worth])).toEqual([
      ["300,000 NADIA", "15 ETH"],
      ["200,000 NADIA", "10 ETH"],
      ["250,000 NADIA", "12.5 ETH"],
      ["250,000 NADIA", "12.5 ETH"],
    ]);
  });

  it("says at most how much the first coin of the market costs, a step of 2 % above the opening price", () => {
    expect(example.firstPriceAtMost).toBe("0.000051015 ETH");
    expect(coinExample({ symbol: "N", openingPrice: 10n ** 9n }, ether, 1).firstPriceAtMost).toBe(
      "0.0000000010203 ETH",
    );
  });

  it("says what a share brings and whom a trade pays", () => {
    expect(example.perShare).toBe("250 NADIA");
    expect(example.trade).toEqual({
      ...{ amount: "1 ETH", fee: "0.01 ETH", artist: "0.005 ETH", dao: "0.005 ETH" },
    });
  });
});
