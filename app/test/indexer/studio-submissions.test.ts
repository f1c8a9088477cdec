import { describe, expect, it } from "vitest";
import { waitingCount } from "../../src/lib/format/studio.ts";
import type { Hex } from "../../src/lib/format/network.ts";
import { Indexer } from "../../src/lib/indexer/client.ts";
import { readWaiting } from "../../src/lib/indexer/queries/studio-submissions.ts";

const PRODUCER: Hex = `0x${"ab".repeat(20)}`;

interface Variables {
  readonly session: string;
  readonly first: number;
  readonly after: number;
}

/** A subgraph with a session to which so many options were submitted, every third of them accepted. */
function subgraph(count: number) {
  const asked: Variables[] = [];
  const numbers = Array.from({ length: count }, (_, number) => number);
  const indexer = new Indexer(["http://x"], async (_url, init) => {
    const { query, variables } = JSON.parse(String(init?.body)) as { query: string; variables: Variables };
    asked.push(variables);
    expect(query).toContain("option: null, number_gt: $after");
    const submissions = numbers
      .filter((number) => number % 3 !== 0 && number > variables.after)
      .slice(0, variables.first)
      .map((number) => ({
        ...{ number, label: `Take ${number}`, contentCid: null, createdAt: "1800000000" },
        ...{ decision: { index: number % 2 }, producer: { id: PRODUCER } },
      }));
    return Response.json({ data: { studioSession: { submissions } } });
  });
  return { indexer, asked };
}

describe("readWaiting", () => {
  it("pages through more submissions than one answer takes, each once", async () => {
    const { indexer } = subgraph(700);
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof readWaiting>> = await readWaiting(indexer, "7", {
        first: 50,
        after,
      });
      seen.push(...page.items.map(({ number }) => number));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(Array.from({ length: 700 }, (_, number) => number).filter((one) => one % 3 !== 0));
  });

  it("asks for one more than it shows, and has no next page where there is none", async () => {
    const { indexer, asked } = subgraph(4);
    const { items, next } = await readWaiting(indexer, "7", { first: 2, after: null });
    expect(items).toMatchObject([
      { number: 1, decision: 1, label: "Take 1" },
      { number: 2, decision: 0 },
    ]);
    expect([next, asked]).toEqual([null, [{ session: "7", first: 3, after: -1 }]]);
  });

  it.each(["", "-1", "1e9", "99999999999", "x"])(
    "begins anew at a cursor that is none: %j",
    async (after) => {
      const { indexer, asked } = subgraph(1);
      await readWaiting(indexer, "7", { first: 2, after });
      expect(asked[0]?.after).toBe(-1);
    },
  );
});

describe("waitingCount", () => {
  it("leaves out what became an option", () => {
    const option = (producer: Hex | null) => ({
      ...{ index: 0, label: "", content: null, tally: null, producer },
    });
    const decision = { options: [option(null), option(PRODUCER), option(PRODUCER)] };
    const session = { submissionCount: 230, decisions: [decision, { options: [option(PRODUCER)] }] };
    expect(waitingCount(session as never)).toBe(227);
  });
});
