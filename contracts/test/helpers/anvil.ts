import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";

import type { Hex } from "viem";
import {
  bytesToHex,
  createPublicClient,
  createTestClient,
  createWalletClient,
  http,
  publicActions,
} from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";

const MNEMONIC = "test test test test test test test test test test test junk";

export function keyOf(index: number): Hex {
  const key = mnemonicToAccount(MNEMONIC, { addressIndex: index }).getHdKey().privateKey;
  if (!key) throw new Error("a mnemonic gives private keys");
  return bytesToHex(key);
}

/** The binary itself: the package's wrapper outlives its signals. */
function findAnvil(): string {
  const platform = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
  const manifest = createRequire(import.meta.url).resolve(`@foundry-rs/anvil-${platform}/package.json`);
  return join(dirname(manifest), "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
}

/** As many states as anvil holds in memory anyway. It would write more to disk, where one that is killed leaves them. */
const BOUNDED = ["--prune-history", "500"];

/** An anvil of this test's own, on any free port. */
export async function startAnvil(chainId = 31_337) {
  const args = ["--port", "0", "--chain-id", String(chainId), "--accounts", "13", ...BOUNDED];
  const child = spawn(findAnvil(), args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await listeningUrl(child);
  const transport = http(url);
  return {
    url,
    client: createPublicClient({ transport, pollingInterval: 25, cacheTime: 0 }),
    control: createTestClient({ mode: "anvil", transport }).extend(publicActions),
    wallet: (index: number) => createWalletClient({ account: privateKeyToAccount(keyOf(index)), transport }),
    stop: () => child.kill("SIGKILL"),
  };
}

export type Anvil = Awaited<ReturnType<typeof startAnvil>>;

function listeningUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`anvil ended with ${code}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const port = /Listening on [\d.]+:(\d+)/.exec(output)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
  });
}

interface RpcRequest {
  id: number;
  method: string;
}

/** Forwards JSON-RPC until `limit` transactions were sent; from then on nothing gets through. */
export async function startCutLine(target: string, limit: number) {
  let sent = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const body = await readBody(request);
      const parsed = JSON.parse(body) as RpcRequest | RpcRequest[];
      const answers: unknown[] = [];
      for (const one of [parsed].flat()) {
        if (one.method === "eth_sendRawTransaction") sent++;
        if (sent > limit) {
          answers.push({ jsonrpc: "2.0", id: one.id, error: { code: -32_000, message: "the line was cut" } });
          continue;
        }
        const headers = { "content-type": "application/json" };
        const reply = await fetch(target, { method: "POST", headers, body: JSON.stringify(one) });
        answers.push(await reply.json());
      }
      response.end(JSON.stringify(Array.isArray(parsed) ? answers : answers[0]));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
