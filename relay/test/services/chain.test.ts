import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { connectChain } from "../../src/plugins/chain.ts";
import { readConfig } from "../../src/plugins/env.ts";
import { testEnvironment } from "../helpers/config.ts";

describe("connectChain", () => {
  it("asks once more where a node failed", async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      if (asked === 1) return response.destroy();
      response.setHeader("content-type", "application/json");
      return response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result: "0x7a69" }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const chain = connectChain(readConfig(testEnvironment({ AUDIFI_RPC_URL: url })));
    expect([await chain.getChainId(), asked]).toEqual([31_337, 2]);
    server.closeAllConnections();
    server.close();
  });
});
