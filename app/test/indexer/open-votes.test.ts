import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/lib/format/network.ts";
import { Indexer, IndexerError } from "../../src/lib/indexer/client.ts";
import { readOpenVotes } from "../../src/lib/indexer/queries/open-votes.ts";

const ACCOUNT: Hex = `0x${"aB".repeat(20)}`;
const COIN: Hex = `0x${"c1".repeat(20)}`;
const GOVERNOR: Hex = `0x${"d1".repeat(20)}`;
const NOW = 1000;

interface Row {
  readonly number: number;
  /** Votes of the account when it opened; null where it never had any. */
  readonly power: { readonly liquid: string; readonly staked: string } | null;
  readonly vote?: "For" | "Against" | "Abstain";
}

function proposal({ number, vote }: Row) {
  return {
    ...{ id: `${GOVERNOR}0${number}`, number, proposalId: `${number}`, title: `Ask ${number}` },
    ...{ proposer: { id: ACCOUNT }, snapshot: `${900 + number}`, deadline: `${1100 + number}`, quorum: "5" },
    ...{ votesFor: "0", votesAgainst: "0", votesAbstain: "0", voterCount: 0, eta: null, createdAt: "800" },
    ...{ isExtended: false, isExecuted: false, isCancelled: false },
    votes: vote ? [{ support: vote }] : [],
    dao: { coin: { id: COIN, name: "Nadia", symbol: "NADIA" }, artist: { id: "7", name: "Nadia" } },
  };
}

/** A subgraph in which the account holds one coin with a DAO, or one without, and what it was asked. */
async function read(rows: readonly Row[], daos: readonly (Hex | null)[] = [GOVERNOR]) {
  const asked: Record<string, unknown>[] = [];
  const indexer = new Indexer(["http://x"], async (_url, init) => {
    const { query, variables } = JSON.parse(String(init?.body)) as {
      query: string;
      variables: Record<string, unknown>;
    };
    asked.push(variables);
    if (query.includes("query Voter")) {
      const _meta = { block: { number: 5, timestamp: NOW }, hasIndexingErrors: false };
      return Response.json({
        data: { _meta, coinHolders: daos.map((id) => ({ coin: { dao: id && { id } } })) },
      });
    }
    if (query.includes("query OpenProposals")) {
      return Response.json({ data: { proposals: rows.map(proposal) } });
    }
    const { power } = rows.find(({ number }) => String(900 + number) === variables["at"]) ?? {};
    return Response.json({
      data: {
        powerCheckpoints: power ? [{ liquidVotes: power.liquid, stakedVotes: power.staked }] : [],
      },
    });
  });
  return { asked, open: await readOpenVotes(indexer, ACCOUNT) };
}

describe("readOpenVotes", () => {
  it("tells what waits, by the votes of when each vote opened", async () => {
    const { open, asked } = await read([
      { number: 1, power: { liquid: "2", staked: "3" } },
      { number: 2, power: { liquid: "0", staked: "0" } },
      { number: 3, power: null },
      { number: 4, power: { liquid: "9", staked: "0" }, vote: "Against" },
    ]);
    expect(open.isMember).toBe(true);
    expect(open.votes.map(({ proposal: { number }, artist, power }) => [number, artist, power])).toEqual([
      [1, { id: "7", name: "Nadia" }, { liquid: 2n, staked: 3n }],
    ]);
    expect(asked[1]).toMatchObject({ daos: [GOVERNOR], now: `${NOW}`, account: ACCOUNT.toLowerCase() });
    expect(asked.slice(2).map(({ at }) => at)).toEqual(["901", "902", "903"]);
  });

  it("asks no further where no coin of the account has a DAO", async () => {
    const { open, asked } = await read([{ number: 1, power: { liquid: "2", staked: "3" } }], [null]);
    expect(open).toMatchObject({ isMember: false, votes: [] });
    expect(asked).toHaveLength(1);
  });

  it("fails as a whole when the index refuses", async () => {
    const indexer = new Indexer(["http://x"], async () => Response.json({ errors: [{ message: "no" }] }));
    await expect(readOpenVotes(indexer, ACCOUNT)).rejects.toBeInstanceOf(IndexerError);
  });
});
