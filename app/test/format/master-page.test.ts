import { describe, expect, it } from "vitest";
import { newestFirst } from "../../src/lib/format/activity.ts";
import { buyingLimit, checkCount } from "../../src/lib/format/buying.ts";
import { percentsOf, spreadOfShares } from "../../src/lib/format/holders.ts";
import { pauseAt } from "../../src/lib/format/pause.ts";
import { splitRoyalty } from "../../src/lib/format/royalty.ts";
import { parseTokenUri } from "../../src/lib/format/token.ts";

const offering = { publicShares: 100, sold: 40, walletCap: 0 };

describe("buyingLimit", () => {
  it("is what is left, under the lower of the wallet's cap and the list's", () => {
    expect(buyingLimit(offering, 5, null)).toMatchObject({ most: 60, cap: null });
    expect(buyingLimit({ ...offering, walletCap: 8 }, 5, null)).toMatchObject({ most: 3, cap: 8 });
    expect(buyingLimit({ ...offering, walletCap: 8 }, 1, 3)).toMatchObject({
      most: 2,
      cap: 3,
      isListed: true,
    });
    expect(buyingLimit({ ...offering, walletCap: 2 }, 0, 3)).toMatchObject({ most: 2, isListed: false });
    expect(buyingLimit({ ...offering, walletCap: 2 }, 5, 3)).toMatchObject({ most: 0, underCap: 0 });
  });

  it("never lets one transaction buy more than 2,000", () => {
    const many = { publicShares: 100_000, sold: 0, walletCap: 0 };
    expect(buyingLimit(many, 0, null).most).toBe(2000);
    expect(checkCount("2001", buyingLimit(many, 0, null))).toContain("at most 2,000");
  });
});

describe("checkCount", () => {
  it.each([
    ["1", null, null],
    ["0", null, "at least 1"],
    ["1.5", null, "whole number"],
    ["", null, "whole number"],
    ["61", null, "Only 60 are left."],
    ["3", 3, "The artist's list gives you 3; you can buy 2 more."],
    ["2", 3, null],
    ["1", 1, "most that the artist's list gives you (1)"],
  ])("judges %j with %j on the list", (typed, listed, words) => {
    const problem = checkCount(typed, buyingLimit(offering, 1, listed));
    if (words === null) expect(problem).toBeNull();
    else expect(problem).toContain(words);
  });
});

describe("spreadOfShares", () => {
  const rows = (...balances: number[]) => balances.map((balance) => ({ balance }));

  it("adds up to all shares and names who has them", () => {
    const groups = spreadOfShares(rows(50, 20, 10), { holderCount: 3, minted: 80, totalShares: 100 });
    expect(groups.map(({ shares }) => shares)).toEqual([50, 30, 20]);
    expect(groups.map(({ rank }) => rank)).toEqual([0, 1, null]);
  });

  it("counts everybody beyond the first ten together", () => {
    const head = rows(...Array.from({ length: 10 }, () => 5));
    const groups = spreadOfShares(head, { holderCount: 1210, minted: 1250, totalShares: 1250 });
    expect(groups).toEqual([
      { label: "The largest holder", shares: 5, rank: 0 },
      { label: "The next 9", shares: 45, rank: 1 },
      { label: "1,200 other holders", shares: 1200, rank: 2 },
    ]);
  });

  it("is one part while nobody has bought", () => {
    expect(spreadOfShares([], { holderCount: 0, minted: 0, totalShares: 9 })).toHaveLength(1);
  });
});

describe("percentsOf", () => {
  const of = (totalShares: number, ...shares: number[]) =>
    percentsOf(
      shares.map((each) => ({ shares: each })),
      totalShares,
    );

  it("adds up to a hundred", () => {
    expect(of(450, 24, 84, 262, 80)).toEqual(["5.3 %", "18.7 %", "58.2 %", "17.8 %"]);
    expect(of(3, 1, 1, 1)).toEqual(["33.4 %", "33.3 %", "33.3 %"]);
    expect(of(9, 9)).toEqual(["100 %"]);
  });

  it("says of nobody that they have all, or nothing, who has nearly so", () => {
    expect(of(10_000, 9_999, 1)).toEqual(["99.9 %", "< 0.1 %"]);
  });
});

it("orders what happened newest first, at the same time by id as the subgraph does", () => {
  const rows = [
    { id: "0x0a", time: 5 },
    { id: "0x0b", time: 5 },
    { id: "0x01", time: 9 },
  ] as const;
  expect(newestFirst(rows).map(({ id }) => id)).toEqual(["0x01", "0x0b", "0x0a"]);
});

it("knows the pause that runs; its end is outside", () => {
  const pauses = [
    { from: 10, until: 20 },
    { from: 30, until: 40 },
  ];
  expect(pauseAt(pauses, 30)).toEqual(pauses[1]);
  expect(pauseAt(pauses, 20)).toBeNull();
});

it("splits a royalty so that it adds up", () => {
  expect(splitRoyalty(1001n, 1000, 5000)).toEqual({ total: 100n, mover: 50n, artist: 50n });
  expect(splitRoyalty(999n, 300, 5000)).toEqual({ total: 29n, mover: 14n, artist: 15n });
  expect(splitRoyalty(1000n, 100, 0)).toEqual({ total: 10n, mover: 0n, artist: 10n });
});

describe("parseTokenUri", () => {
  const uri = (json: unknown) =>
    `data:application/json;base64,${Buffer.from(JSON.stringify(json)).toString("base64")}`;

  it("reads names of any script, and numbers as text", () => {
    const attributes = [
      { trait_type: "Artist", value: "Nadia Ortúzar" },
      { trait_type: "Number", display_type: "number", value: 7 },
      { trait_type: 3, value: "dropped" },
    ];
    expect(parseTokenUri(uri({ name: "Salt #7", description: "A share", attributes }))).toEqual({
      name: "Salt #7",
      description: "A share",
      attributes: [
        { trait: "Artist", value: "Nadia Ortúzar" },
        { trait: "Number", value: "7" },
      ],
    });
  });

  it("is null for what it cannot read", () => {
    for (const text of ["", "https://x", "data:application/json;base64,%%", uri(null).slice(0, -3)]) {
      expect(parseTokenUri(text)).toBeNull();
    }
  });
});
