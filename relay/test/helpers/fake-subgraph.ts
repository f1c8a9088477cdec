import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

interface Item {
  id: string;
}
type Variables = Record<string, string | number | string[]>;

export interface FakeSubgraph {
  url: string;
  isDown: boolean;
  /** Block `n` is mined `12 × n` seconds after 1970. */
  head: number;
  deposits: (Item & { block: string; perUnit: string; amount: string; master: object; currency: object })[];
  holders: (Item & { account: Item; balance: number; staked: number })[];
  coinHolders: (Item & { account: Item; power: string })[];
  proposalSteps: (Item & { block: string; kind: string; until: string | null; proposal: object })[];
  proposals: (Item & { deadline: string })[];
  powerCheckpoints: (Item & { account: Item; at: string; power: string })[];
  proposalVotes: (Item & { voter: Item })[];
  asked: { query: string; variables: Variables }[];
  close(): Promise<void>;
}

const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const page = <T extends Item>(items: readonly T[], after: unknown): T[] =>
  items
    .filter(({ id }) => id > String(after))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .slice(0, 500);

/** What of a list a query with these variables asks for. */
const matches = (item: object, { from, to, at, accounts }: Variables): boolean => {
  const facts = item as { block?: string; deadline?: string; at?: string; account?: Item; voter?: Item };
  const position = facts.block ?? facts.deadline;
  if (from !== undefined && position !== undefined) {
    if (Number(position) <= Number(from) || Number(position) > Number(to)) return false;
  }
  if (at !== undefined && Number(facts.at) > Number(at)) return false;
  const owner = facts.account ?? facts.voter;
  return !(Array.isArray(accounts) && owner && !accounts.includes(owner.id));
};

const lists = [
  ...(["deposits", "holders", "coinHolders", "proposalSteps"] as const),
  ...(["proposals", "powerCheckpoints", "proposalVotes"] as const),
];

/** Answers the relay's questions, in pages ordered by id. */
export const startFakeSubgraph = async (): Promise<FakeSubgraph> => {
  const answer = (query: string, variables: Variables): object => {
    if (query.includes("_meta")) {
      return { _meta: { block: { number: state.head, timestamp: 12 * state.head } } };
    }
    const name = lists.find((list) => query.includes(` ${list}(`));
    if (name === undefined) throw new Error(`The fake subgraph knows no list of this query: ${query}`);
    const items = (state[name] as Item[]).filter((item) => matches(item, variables));
    return { [name]: page(items, variables.after) };
  };
  const server = createServer((request, response) => {
    void readAll(request).then((text) => {
      if (state.isDown) return response.destroy();
      const { query, variables } = JSON.parse(text) as FakeSubgraph["asked"][number];
      state.asked.push({ query, variables });
      response.setHeader("content-type", "application/json");
      return response.end(JSON.stringify({ data: answer(query, variables) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const state: FakeSubgraph = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ isDown: false, head: 1_000, deposits: [], holders: [], asked: [], coinHolders: [] },
    ...{ proposalSteps: [], proposals: [], powerCheckpoints: [], proposalVotes: [] },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
};
