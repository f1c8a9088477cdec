import { describe, expect, it } from "vitest";
import { ZERO_ADDRESS, type Hex } from "../../src/lib/format/network.ts";
import { Indexer } from "../../src/lib/indexer/client.ts";
import { readPortfolioCoins } from "../../src/lib/indexer/queries/coin-portfolio.ts";

const AT_ONCE = 1000;
const WHOLE = 10n ** 18n;
const addressOf = (index: number): Hex => `0x${index.toString(16).padStart(40, "0")}`;

function coin(index: number) {
  return {
    ...{ id: addressOf(index), name: `Coin ${index}`, symbol: `C${index}`, master: { id: addressOf(index) } },
    artist: { id: `${index}`, name: `Artist ${index}`, profile: null },
    ...{ price: "1", holderCount: 1, tradeCount: 0, volumeNative: "0", principal: "0", acc: "0" },
    ...{ reserve: "0", weight: "0", streamedAt: "0", baseRate: "0", rateFactor: 10_000, rewardCap: 0 },
  };
}

function holding(index: number, balance: bigint, grantClaimed: string | null = null) {
  return {
    ...{ id: addressOf(index), balance: `${balance}`, staked: "0", delegate: null, power: "0", weight: "0" },
    ...{ paid: "0", owed: "0", rewardsClaimed: "0", rewardsCompounded: "0", grantClaimed },
    ...{ bought: "0", sold: "0", spent: "0", received: "0", stakes: [], coin: coin(index) },
  };
}

function bought(index: number) {
  const master = { id: addressOf(index), publicShares: 20, artist: { coin: coin(index) } };
  return { id: addressOf(index), bought: 2, master };
}

/** A subgraph with these rows in order of their ids, a page at a time. */
async function read(coinHolders: ReturnType<typeof holding>[], holders: ReturnType<typeof bought>[] = []) {
  let rounds = 0;
  const after = <Row extends { readonly id: Hex }>(rows: Row[], cursor: Hex) =>
    rows.filter(({ id }) => cursor === "0x" || BigInt(id) > BigInt(cursor)).slice(0, AT_ONCE);
  const indexer = new Indexer(["http://x"], async (_url, init) => {
    rounds += 1;
    const { variables } = JSON.parse(String(init?.body)) as { variables: Record<string, Hex> };
    return Response.json({
      data: {
        _meta: null,
        coinHolders: after(coinHolders, variables["afterCoin"] ?? "0x"),
        holders: after(holders, variables["afterMaster"] ?? "0x"),
      },
    });
  });
  const lines = await readPortfolioCoins(indexer, ZERO_ADDRESS);
  return { rounds, lines };
}

describe("readPortfolioCoins", () => {
  it("reads on until it has all of them, and puts the most first", async () => {
    const many = Array.from({ length: AT_ONCE + 300 }, (_, index) => holding(index + 1, WHOLE));
    const { rounds, lines } = await read([...many, holding(5000, 9n * WHOLE)]);
    expect(rounds).toBe(2);
    expect(lines).toHaveLength(AT_ONCE + 301);
    expect(lines[0]?.coin.symbol).toBe("C5000");
  });

  it("adds coins that came with shares and were not claimed, and leaves out what is empty", async () => {
    const { rounds, lines } = await read(
      [holding(1, 0n, "5"), holding(2, WHOLE, "5")],
      [1, 2, 3].map(bought),
    );
    expect(rounds).toBe(1);
    expect(lines.map(({ coin: { symbol }, grant }) => [symbol, grant])).toEqual([
      ["C3", 20_000n * WHOLE],
      ["C2", 0n],
    ]);
  });
});
