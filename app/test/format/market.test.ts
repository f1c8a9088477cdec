import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  countFilters,
  marketAddress,
  priceRange,
  readMarketQuery,
  wallTitle,
} from "../../src/lib/format/market.ts";
import { ZERO_ADDRESS, type Currency } from "../../src/lib/format/network.ts";
import { anyWordQuery, matchesEveryWord } from "../../src/lib/format/search.ts";

const ether: Currency = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 };
const dollar: Currency = { address: `0x${"d".repeat(40)}`, symbol: "USDC", decimals: 6 };
const currencies = [ether, dollar];
const read = (text: string) => readMarketQuery(new URLSearchParams(text), currencies);

describe("readMarketQuery and marketAddress", () => {
  it.each([
    "/masters",
    "/masters?q=night+ferry&state=open",
    "/masters?state=presale&genre=Drum+%26+bass&currency=USDC&min=1.5&max=20&tier=2&sort=dearest&after=7_0xab",
    "/masters?sort=oldest&after=3_0xcd",
  ])("%s says the whole list", (address) => {
    const query = read(address.split("?")[1] ?? "");
    expect(marketAddress(query, { after: query.after })).toBe(address);
  });

  it("takes what it does not know as not asked", () => {
    expect(read("state=constructor&sort=best&tier=9&q=%20%20")).toEqual(read(""));
    expect(read("q=%00&genre=%00%1f")).toEqual(read(""));
    expect(read("q=night%00%0aferry").search).toBe("night ferry");
  });

  it("begins at the first page again after a change", () => {
    expect(marketAddress(read("after=7_0xab"), { state: "open" })).toBe("/masters?state=open");
  });

  it("chooses a currency where amounts are compared", () => {
    expect(read("sort=cheapest").currency).toBe("ETH");
    expect(read("min=3").currency).toBe("ETH");
    expect(read("sort=earned&currency=USDC").currency).toBe("USDC");
    expect(read("sort=newest").currency).toBe("");
  });

  it("shows what is open where the end or what is left decides, until everything is asked for", () => {
    const query = read("sort=ending");
    expect(query.state).toBe("open");
    expect(marketAddress(query, { state: "all" })).toBe("/masters");
    expect(read("sort=scarce&state=presale").state).toBe("presale");
  });

  it("counts what narrows the list", () => {
    expect(countFilters(read("q=a&state=open&sort=oldest"))).toBe(0);
    expect(countFilters(read("genre=Folk&currency=ETH&tier=1"))).toBe(3);
  });
});

describe("priceRange", () => {
  it("reads prices in the smallest unit of the currency", () => {
    expect(priceRange(read("currency=usdc&min=1.5&max=20"), currencies)).toEqual({
      currency: dollar,
      least: 1_500_000n,
      most: 20_000_000n,
      problem: null,
    });
    expect(priceRange(read(`currency=${dollar.address}`), currencies).currency).toBe(dollar);
  });

  it("says what it left out", () => {
    const { least, most, problem } = priceRange(read("min=cheap&max=0.02"), currencies);
    expect({ least, most }).toEqual({ least: null, most: 20_000_000_000_000_000n });
    expect(problem).toContain("“cheap”");
    expect(priceRange(read("currency=DOGE"), currencies).problem).toContain("DOGE");
  });
});

describe("search", () => {
  it("asks for beginnings of words and lets nothing through that the search would read as a command", () => {
    expect(anyWordQuery("Night | !Ferry:* <-> (it's)")).toBe("night:* | ferry:* | it:* | s:*");
    expect(anyWordQuery("Ærø 日本")).toBe("ærø:* | 日本:*");
    expect(anyWordQuery("  –!? ")).toBeNull();
  });

  it("finds each word in the title or in the artist's name", () => {
    const texts = ["Night Ferry", "Halden Pier"];
    expect(matchesEveryWord("hald FERRY", texts)).toBe(true);
    expect(matchesEveryWord("night train", texts)).toBe(false);
    expect(matchesEveryWord("erry", texts)).toBe(false);
  });
});

it.each([
  [0, 0, "No offering is open right now"],
  [1, 0, "1 offering is open now"],
  [3, 0, "3 offerings are open now"],
  [3, 1, "3 offerings are open now, 1 in presale"],
  [0, 2, "2 offerings are in presale"],
])("%i open and %i in presale are told apart", (open, presale, words) => {
  expect(wallTitle(open, presale)).toBe(words);
});

it("every link of the pages to a part of the list asks for something", () => {
  const sources = globSync("src/routes/**/*.{svelte,ts}").map((path) => readFileSync(path, "utf8"));
  const links = sources.flatMap((source) => source.match(/(?<=")\/masters\?[\w=&-]+(?=")/g) ?? []);
  expect(links.length).toBeGreaterThan(1);
  for (const link of links) expect(marketAddress(read(link.split("?")[1] ?? ""))).toBe(link);
});
