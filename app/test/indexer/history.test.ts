import { describe, expect, it } from "vitest";
import { HISTORY_GROUPS, readHistoryGroup, type HistoryGroup } from "../../src/lib/format/history.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";
import { Indexer } from "../../src/lib/indexer/client.ts";
import { readHistory } from "../../src/lib/indexer/queries/history.ts";

const groups = Object.keys(HISTORY_GROUPS) as HistoryGroup[];

const deposit = {
  ...{ id: "0x01", block: "7", timestamp: "99", transaction: "0xaa", amount: "5", source: "Sync" },
  master: { id: "0xbb", number: "1", title: "Night Ferry", artist: { name: "Halden Pier" } },
  currency: { id: ZERO_ADDRESS, symbol: "ETH", decimals: 18 },
};

async function ask(group: HistoryGroup | null) {
  let asked: Record<string, unknown> = {};
  const indexer = new Indexer(["http://x"], async (_url, init) => {
    asked = (JSON.parse(String(init?.body)) as { variables: Record<string, unknown> }).variables;
    return Response.json({ data: group === null || group === "deposits" ? { deposits: [deposit] } : {} });
  });
  const query = { first: 10, after: null, direction: "desc", group } as const;
  const { entries } = await readHistory(indexer, ZERO_ADDRESS, query);
  const kinds = Object.entries(asked).filter(([name, isAsked]) => name.endsWith("Asked") && isAsked === true);
  return { entries, asked: kinds.map(([name]) => name) };
}

describe("readHistory", () => {
  it("asks for everything unless it is narrowed down", async () => {
    expect((await ask(null)).asked).toHaveLength(groups.length);
  });

  it.each(groups)("asks for %s only", async (group) => {
    expect((await ask(group)).asked).toHaveLength(1);
  });

  it("reads an answer that lacks what was not asked for", async () => {
    const { entries, asked } = await ask("deposits");
    expect(asked).toEqual(["depositAsked"]);
    expect(entries).toMatchObject([{ kind: "deposit", amount: 5n, master: { title: "Night Ferry" } }]);
  });
});

describe("readHistoryGroup", () => {
  it("knows its groups and nothing else", () => {
    expect(readHistoryGroup("gifts")).toBe("gifts");
    expect(["", "Gifts", "constructor", null].map(readHistoryGroup)).toEqual([null, null, null, null]);
  });
});
