import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Ledger } from "./ledger.ts";

export interface FakeChain {
  url: string;
  chainId: number;
  /** Accounts with code, and what `eth_call` answers while one of them is asked about a signature. */
  contracts: Map<string, "accepts" | "rejects">;
  isDown: boolean;
  calls: string[];
  /** What it holds. It stands still unless somebody mines. */
  ledger: Ledger;
  close(): Promise<void>;
}

interface RpcRequest {
  id: number;
  method: string;
  params?: unknown[];
}

const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/** Speaks the part of JSON-RPC that the relay uses. Its contract wallets accept or reject everything. */
export const startFakeChain = async (chainId: number): Promise<FakeChain> => {
  const answer = ({ method, params = [] }: RpcRequest): unknown => {
    state.calls.push(method);
    if (method === "eth_chainId") return `0x${state.chainId.toString(16)}`;
    if (method === "eth_getCode") {
      return state.contracts.has(String(params[0]).toLowerCase()) ? "0x6001" : "0x";
    }
    if (method === "eth_getBalance") return "0x0";
    if (method === "eth_maxPriorityFeePerGas") return "0x1";
    const found = state.ledger.answer(method, params);
    if (found !== undefined) return found;
    if (method !== "eth_call") throw new Error(`the method ${method} does not exist`);
    const data = (params[0] as { data: string }).data.toLowerCase();
    for (const [account, verdict] of state.contracts) {
      if (data.includes(account.slice(2)) && verdict === "accepts") return "0x01";
    }
    return "0x00";
  };
  const outcome = (call: RpcRequest) => {
    try {
      return { result: answer(call) };
    } catch (error) {
      return { error: { code: -32_601, message: String(error) } };
    }
  };
  const server = createServer((request, response) => {
    void readAll(request).then((text) => {
      if (state.isDown) return response.destroy();
      const call = JSON.parse(text) as RpcRequest;
      response.setHeader("content-type", "application/json");
      return response.end(JSON.stringify({ jsonrpc: "2.0", id: call.id, ...outcome(call) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const state: FakeChain = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chainId,
    contracts: new Map(),
    isDown: false,
    calls: [],
    ledger: new Ledger(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
};
