import { describe, expect, it } from "vitest";
import { coinCounterparty } from "../../src/lib/format/coin-history.ts";
import {
  directionOf,
  HISTORY_GROUPS,
  movesOf,
  readHistoryGroup,
  type HistoryGroup,
} from "../../src/lib/format/history.ts";
import { ZERO_ADDRESS, type Hex } from "../../src/lib/format/network.ts";
import { Indexer } from "../../src/lib/indexer/client.ts";
import type { HistoryQuery } from "../../src/lib/indexer/queries/history-request.ts";
import { readHistory } from "../../src/lib/indexer/queries/history.ts";

const groups = Object.keys(HISTORY_GROUPS) as HistoryGroup[];

const deposit = {
  ...{ id: "0x01", block: "7", timestamp: "99", transaction: "0xaa", amount: "5", source: "Sync" },
  master: { id: "0xbb", number: "1", title: "Night Ferry", artist: { name: "Halden Pier" } },
  currency: { id: ZERO_ADDRESS, symbol: "ETH", decimals: 18 },
};

const coin = {
  ...{ id: "0xc0", name: "Halden Coin", symbol: "HALD", artist: { id: "3", name: "Halden Pier" } },
  ...{ pool: "0x90", staking: "0x51", vesting: "0x7e" },
};
const inBlock = (id: Hex, block: number) => ({
  id,
  block: `${block}`,
  timestamp: "99",
  transaction: "0xaa",
  coin,
});

type Rows = Readonly<Record<string, readonly unknown[]>>;

/** Asks a subgraph that has these rows, and keeps what it was asked. */
async function ask(
  groups: readonly HistoryGroup[] | null,
  rows: Rows = {},
  query: Partial<HistoryQuery> = {},
) {
  const asked: Record<string, unknown>[] = [];
  const indexer = new Indexer(["http://x"], async (_url, init) => {
    asked.push((JSON.parse(String(init?.body)) as { variables: Record<string, unknown> }).variables);
    return Response.json({ data: rows });
  });
  const all = { first: 10, after: null, direction: "desc", groups, ...query } as const;
  const page = await readHistory(indexer, ZERO_ADDRESS, all);
  const kinds = asked.flatMap((variables) =>
    Object.keys(variables).filter((name) => name.endsWith("Asked") && variables[name] === true),
  );
  return {
    ...page,
    asked: [...new Set(kinds)],
    variables: Object.assign({}, ...asked) as Record<string, unknown>,
  };
}

describe("readHistory", () => {
  it("asks for everything unless it is narrowed down", async () => {
    expect((await ask(null)).asked).toHaveLength(groups.length);
  });

  it.each(groups)("asks for %s only", async (group) => {
    const { asked } = await ask([group]);
    // Sales tell which transfers were no gifts.
    expect(asked).toHaveLength(group === "gifts" ? 2 : 1);
  });

  it("reads an answer that lacks what was not asked for", async () => {
    const { entries, asked } = await ask(["deposits"], { deposits: [deposit] });
    expect(asked).toEqual(["depositAsked"]);
    expect(entries).toMatchObject([{ kind: "deposit", amount: 5n, master: { title: "Night Ferry" } }]);
  });
});

describe("readHistory of coins", () => {
  it("says what each event was, in the order of the chain", async () => {
    const stake = { kind: "Stake", lock: "Days90", amount: "700", to: null };
    const { entries } = await ask(
      null,
      {
        deposits: [deposit],
        coinTrades: [
          { ...inBlock("0x11", 9), isBuy: false, coinAmount: "30", nativeAmount: "4" },
          { ...inBlock("0x10", 3), isBuy: true, coinAmount: "1000", nativeAmount: "20" },
        ],
        coinsSent: [{ ...inBlock("0x1b", 11), to: "0xe0", amount: "8" }],
        coinsReceived: [{ ...inBlock("0x1c", 10), from: "0xe1", amount: "9" }],
        coinGrantClaims: [{ ...inBlock("0x12", 8), to: "0xd0", bought: 2, amount: "50" }],
        coinStakeEvents: [
          { ...inBlock("0x14", 6), ...stake },
          { ...inBlock("0x15", 6), ...stake, kind: "Compound", lock: null },
          { ...inBlock("0x16", 5), ...stake, kind: "Claim", lock: null, to: "0xd1" },
          { ...inBlock("0x17", 4), ...stake, kind: "Expire", lock: "None" },
          { ...inBlock("0x18", 4), ...stake, kind: "Fund", lock: null },
        ],
        coinVestingReleases: [{ ...inBlock("0x19", 2), amount: "90" }],
        coinFeePayments: [{ ...inBlock("0x1a", 1), to: "0xd2", coinAmount: "0", nativeAmount: "6" }],
      },
      { first: 13 },
    );
    expect(entries.map(({ kind }) => kind)).toEqual([
      ...["coin-out", "coin-in", "coin-sell", "coin-grant", "deposit", "coin-compound", "coin-stake"],
      ...["coin-rewards", "coin-fund"],
      ...["coin-expire", "coin-buy", "coin-vesting", "coin-fees"],
    ]);
    expect(entries[0]).toMatchObject({ other: "0xe0", coins: 8n });
    expect(entries[1]).toMatchObject({ other: "0xe1", coins: 9n });
    expect(entries[2]).toMatchObject({
      ...{
        coins: 30n,
        native: 4n,
        pool: "0x90",
        artist: { id: "3" },
        coin: { symbol: "HALD", decimals: 18 },
      },
    });
    expect(entries[3]).toMatchObject({ to: "0xd0", bought: 2, coins: 50n });
    const counterparties = entries.flatMap((entry) => ("coin" in entry ? [coinCounterparty(entry)] : []));
    expect(counterparties).toEqual([
      ...["0xe0", "0xe1", "0x90", "0xd0", "0x51", "0x51", "0xd1", "0x51", "0x51", "0x90", "0x7e", "0xd2"],
    ]);
    expect(entries[6]).toMatchObject({ terms: { days: 90 }, staking: "0x51" });
  });

  it("asks for the artist's fees only, not for the DAO's, and past the cursor of all kinds", async () => {
    const { variables } = await ask(["artist"], {}, { after: "7_0x01", upTo: 12, direction: "asc" });
    expect(variables["fees"]).toEqual({
      or: [
        { isTreasury: false, to: ZERO_ADDRESS, block_lte: "12", block_gt: "7" },
        { isTreasury: false, to: ZERO_ADDRESS, block: "7", id_gt: "0x01" },
      ],
    });
  });

  it("asks for coins that went from one account to another, without those that a contract of the coin moved", async () => {
    const { variables } = await ask(["coin-transfers"]);
    expect(variables["coinsSent"]).toEqual({ isDirect: true, amount_gt: "0", from: ZERO_ADDRESS });
    expect(variables["coinsReceived"]).toEqual({ isDirect: true, amount_gt: "0", to: ZERO_ADDRESS });
  });

  it("turns the page where shares and coins together fill it", async () => {
    const coinTrades = [{ ...inBlock("0x11", 9), isBuy: true, coinAmount: "1", nativeAmount: "1" }];
    const { entries, next } = await ask(null, { deposits: [deposit], coinTrades }, { first: 1 });
    expect(entries.map(({ kind }) => kind)).toEqual(["coin-buy"]);
    expect(next).toBe("9_0x11");
  });
});

describe("readHistory of the market", () => {
  const master = { id: "0xbb", number: "1", title: "Night Ferry", artist: { name: "Halden Pier" } };
  const resale = (id: Hex, block: number, number = 7, transaction = "0xaa") => ({
    ...{ ...inBlock(id, block), transaction, master, number, share: { buyer: null } },
    ...{ seller: { id: "0x51" }, buyer: { id: "0xb0" }, currency: deposit.currency, offer: null },
    ...{ price: "1000", net: "900", moverAmount: "50" },
  });
  const transfer = (id: Hex, block: number, number = 7, transaction = "0xaa") => ({
    ...{ ...inBlock(id, block), transaction, master, number, share: { buyer: { id: "0xb1" } } },
    ...{ to: { id: "0xb0" }, from: { id: "0x51" } },
  });

  it("tells sales, purchases, the first buyer's royalty and withdrawals", async () => {
    const paid = { to: "0xd4", amount: "70", currency: deposit.currency };
    const { entries } = await ask(null, {
      sold: [{ ...resale("0x21", 9), offer: { id: "0x0f" } }],
      bought: [resale("0x22", 8)],
      moved: [resale("0x23", 7)],
      creditWithdrawals: [
        { ...inBlock("0x24", 6), ...paid, artist: null },
        { ...inBlock("0x25", 5), ...paid, artist: { id: "3", name: "Halden Pier" } },
      ],
    });
    expect(entries).toMatchObject([
      { kind: "resale-sale", amount: 900n, price: 1000n, other: "0xb0", isOffer: true },
      { kind: "resale-purchase", amount: 1000n, other: "0x51", isOffer: false },
      { kind: "mover-royalty", amount: 50n, number: 7, master: { title: "Night Ferry" } },
      { kind: "market-credits", amount: 70n, to: "0xd4" },
      { kind: "artist-royalties", amount: 70n, artist: { name: "Halden Pier" } },
    ]);
    expect(entries.map(({ kind }) => directionOf(kind))).toEqual(["in", "out", "in", "none", "in"]);
  });

  it("says a sale once: its transfer is no gift", async () => {
    const rows = {
      sent: [transfer("0x30", 9), transfer("0x31", 8, 8), transfer("0x32", 7, 7, "0xab")],
      sold: [resale("0x33", 9)],
    };
    const kinds = async (groups: readonly HistoryGroup[] | null) =>
      (await ask(groups, rows)).entries.map(({ id, kind }) => `${kind} ${id}`);
    expect(await kinds(null)).toEqual(["resale-sale 0x33", "gift-out 0x31", "gift-out 0x32"]);
    expect(await kinds(["gifts"])).toEqual(["gift-out 0x31", "gift-out 0x32"]);
  });

  it("keeps what one event means for its seller and first buyer on one page", async () => {
    const rows = { sold: [resale("0x41", 9)], moved: [resale("0x41", 9)], deposits: [deposit] };
    const { entries, next } = await ask(null, rows, { first: 1 });
    expect(entries.map(({ kind }) => kind)).toEqual(["resale-sale", "mover-royalty"]);
    expect(next).toBe("9_0x41");
  });
});

describe("movesOf", () => {
  const native = { address: ZERO_ADDRESS, symbol: "POL", decimals: 18 };
  const moves = async (rows: Rows) =>
    (await ask(null, rows)).entries.flatMap((entry) =>
      movesOf(entry, native).map(
        ({ direction, amount, currency }) => `${direction} ${amount} ${currency.symbol}`,
      ),
    );

  it("has both sides of a trade", async () => {
    const trade = (isBuy: boolean) => ({
      coinTrades: [{ ...inBlock("0x11", 9), isBuy, coinAmount: "30", nativeAmount: "4" }],
    });
    expect(await moves(trade(true))).toEqual(["in 30 HALD", "out 4 POL"]);
    expect(await moves(trade(false))).toEqual(["out 30 HALD", "in 4 POL"]);
  });

  it("leaves out what was nothing, and says of stakes that nothing came or went", async () => {
    const fees = { ...inBlock("0x1a", 2), to: "0xd2", coinAmount: "0", nativeAmount: "6" };
    const stake = { ...inBlock("0x14", 1), kind: "Unstake", lock: "None", amount: "7", to: null };
    const rows = { coinFeePayments: [fees], coinStakeEvents: [stake], deposits: [deposit] };
    expect(await moves(rows)).toEqual(["out 5 ETH", "in 6 POL", "none 7 HALD"]);
  });
});

describe("readHistoryGroup", () => {
  it("knows its groups and nothing else", () => {
    expect(readHistoryGroup("gifts")).toBe("gifts");
    expect(["", "Gifts", "constructor", null].map(readHistoryGroup)).toEqual([null, null, null, null]);
  });
});
