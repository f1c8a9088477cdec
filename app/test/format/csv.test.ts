import { describe, expect, it } from "vitest";
import { csvField, csvLine } from "../../src/lib/format/csv.ts";
import type { HistoryEntry } from "../../src/lib/format/history.ts";
import { describeNetwork, ZERO_ADDRESS, type Hex } from "../../src/lib/format/network.ts";
import { EXPORT_COLUMNS, exportHeader, exportLine } from "../../src/lib/format/tax-export.ts";

describe("csvField", () => {
  it.each([
    ["plain", "plain"],
    ["with, comma", '"with, comma"'],
    ['a "quoted" word', '"a ""quoted"" word"'],
    ["two\nlines", '"two\nlines"'],
    [null, ""],
    [7, "7"],
    [-7n, "-7"],
  ])("writes %o", (value, text) => expect(csvField(value)).toBe(text));

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\uFEFF=1"])(
    "makes no formula of %o",
    (value) => expect(csvField(value).replace(/^"/, "")).toMatch(/^'/),
  );

  it("ends lines as RFC 4180 has it", () => expect(csvLine(["a", 1])).toBe("a,1\r\n"));
});

describe("exportLine", () => {
  const network = describeNetwork(137);
  const happened = {
    id: "0x01" as Hex,
    block: 12,
    time: 1_790_000_000,
    transaction: `0x${"a".repeat(64)}` as Hex,
    master: { id: `0x${"b".repeat(40)}` as Hex, number: 3, title: '=HYPERLINK("x")', artist: "Ada, Inc." },
  };
  const pol = { address: ZERO_ADDRESS, symbol: "POL", decimals: 18 };
  const read = (entry: HistoryEntry, price: Parameters<typeof exportLine>[0]["price"] = null) => {
    const fields = [
      ...exportLine({ entry, account: ZERO_ADDRESS, price }, network)
        .trim()
        .matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g),
    ]
      .map(([, field = ""]) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field))
      .slice(0, EXPORT_COLUMNS.length);
    return Object.fromEntries(EXPORT_COLUMNS.map(({ name }, index) => [name, fields[index]]));
  };

  it("writes money with every digit and what it was worth then", () => {
    const amount = 1_234_567_890_123_456_789_012n;
    const claim = {
      ...happened,
      kind: "claim",
      amount,
      currency: pol,
      to: ZERO_ADDRESS,
      sender: ZERO_ADDRESS,
    } as const;
    expect(read(claim, { value: 41_250_000n, decimals: 8, symbol: "$" })).toMatchObject({
      date: "2026-09-21T14:13:20.000Z",
      type: "claim",
      direction: "in",
      master: `'=HYPERLINK("x")`,
      artist: "Ada, Inc.",
      amount: "1234.567890123456789012",
      currency: "POL",
      usd_estimate: "509.26",
      usd_price: "0.4125",
      shares: "",
      account: ZERO_ADDRESS,
      network: "Polygon",
      chain_id: "137",
    });
  });

  it("leaves empty what is not known", () => {
    const bought = {
      ...happened,
      kind: "purchase",
      count: 3,
      first: 5,
      last: 7,
      amount: 1n,
      currency: pol,
    } as const;
    expect(read(bought)).toMatchObject({
      ...{ direction: "out", shares: "3", share_numbers: "#5 to #7", amount: "0.000000000000000001" },
      ...{ usd_estimate: "", usd_price: "", counterparty: happened.master.id },
    });
    const gift = { ...happened, kind: "gift-out", number: 9, other: ZERO_ADDRESS, isBought: true } as const;
    expect(read(gift)).toMatchObject({ amount: "", currency: "", shares: "1", share_numbers: "#9" });
  });

  it("writes coins beside the money of a trade, and coins alone", () => {
    const { id, block, time, transaction } = happened;
    const coins = {
      ...{ id, block, time, transaction, artist: { id: "3", name: "Ada, Inc." } },
      coin: { address: happened.master.id, name: "Ada", symbol: "ADA", decimals: 18 },
    };
    const pool = `0x${"9".repeat(40)}` as const;
    const bought = {
      ...coins,
      kind: "coin-buy",
      coins: 1_500_000_000_000_000_001n,
      native: 2n,
      pool,
    } as const;
    expect(read(bought, { value: 10n ** 24n, decimals: 8, symbol: "$" })).toMatchObject({
      ...{ direction: "out", coins: "1.500000000000000001", coin: "ADA", coin_address: happened.master.id },
      ...{ amount: "0.000000000000000002", currency: "POL", usd_estimate: "0.02", counterparty: pool },
      ...{ master: "", master_number: "", master_address: "", artist: "Ada, Inc.", shares: "" },
    });
    const vested = { ...coins, kind: "coin-vesting", coins: 7n * 10n ** 18n, vesting: pool } as const;
    expect(read(vested)).toMatchObject({
      ...{ direction: "in", coins: "7", amount: "", currency: "", usd_estimate: "", counterparty: pool },
    });
    const fees = { ...coins, kind: "coin-fees", coins: 0n, native: 5n, to: ZERO_ADDRESS } as const;
    expect(read(fees)).toMatchObject({ direction: "in", coins: "", amount: "0.000000000000000005" });
  });

  it("writes sales on the market with what the seller received, and withdrawals without a master", () => {
    const buyer = `0x${"8".repeat(40)}` as const;
    const currency = { address: ZERO_ADDRESS, symbol: "POL", decimals: 18 };
    const sale = {
      ...happened,
      kind: "resale-sale",
      ...{ number: 9, other: buyer, isOffer: false, isBought: true },
      ...{ price: 10n ** 18n, amount: 9n * 10n ** 17n, currency },
    } as const;
    expect(read(sale)).toMatchObject({
      ...{ direction: "in", amount: "0.9", currency: "POL", shares: "1", share_numbers: "#9" },
      ...{ description: "Share sold", counterparty: buyer },
    });
    const { id, block, time, transaction } = happened;
    const when = { id, block, time, transaction };
    const artist = { id: "3", name: "Ada, Inc." };
    const paid = { ...when, kind: "artist-royalties", amount: 5n, currency, to: buyer, artist } as const;
    expect(read(paid)).toMatchObject({
      direction: "in",
      master: "",
      artist: "Ada, Inc.",
      counterparty: buyer,
    });
  });

  it("explains every column", () => {
    expect(exportHeader().trim().split(",")).toEqual(EXPORT_COLUMNS.map(({ name }) => name));
    for (const { meaning } of EXPORT_COLUMNS) expect(meaning).toMatch(/\.$/);
  });
});
