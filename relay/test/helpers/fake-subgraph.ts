import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface FakeSubgraph {
  url: string;
  isDown: boolean;
  head: number;
  deposits: {
    id: string;
    block: string;
    perUnit: string;
    amount: string;
    master: object;
    currency: object;
  }[];
  holders: { id: string; account: { id: string }; balance: number; staked: number }[];
  asked: { query: string; variables: Record<string, string | number> }[];
  close(): Promise<void>;
}

const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/** Answers the relay's questions, in pages ordered by id. */
export const startFakeSubgraph = async (): Promise<FakeSubgraph> => {
  const page = <T extends { id: string }>(items: T[], after: unknown): T[] =>
    items
      .filter(({ id }) => id > String(after))
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .slice(0, 500);
  const answer = (query: string, variables: Record<string, string | number>): object => {
    if (query.includes("_meta")) return { _meta: { block: { number: state.head } } };
    if (query.includes("holders(")) return { holders: page(state.holders, variables.after) };
    const { from, to, after } = variables;
    const isNear = ({ block }: { block: string }) =>
      Number(block) > Number(from) && Number(block) <= Number(to);
    return { deposits: page(state.deposits.filter(isNear), after) };
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
    ...{ isDown: false, head: 1_000, deposits: [], holders: [], asked: [] },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
};
