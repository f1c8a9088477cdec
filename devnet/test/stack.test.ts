import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { masterSharesAbi } from "@audifi/contracts/abi";
import { type Address, createWalletClient, http, publicActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { masters } from "../src/catalogue/content/index.ts";
import type { Endpoints } from "../src/endpoints.ts";
import { identifyProcess } from "../src/identity.ts";
import { callRpc, postJson } from "../src/json-rpc.ts";
import { findFreePortBase, isPortFree, portsFrom } from "../src/ports.ts";
import { inRepository } from "../src/repository.ts";
import type { Block } from "../src/services/chain.ts";
import { waitFor } from "../src/wait.ts";

interface Run {
  child: ChildProcess;
  output(): string;
  ready(): Promise<Endpoints>;
  end(): Promise<number | null>;
}

interface Recorded {
  name: string;
  pid: number;
}

const state = mkdtempSync(join(tmpdir(), "audifi-stack-"));
const temporary = mkdtempSync(join(tmpdir(), "audifi-stack-"));
const runs: Run[] = [];
let base: number;

function start(command: string[], environment: Record<string, string> = {}): Run {
  const [file = "", ...args] = command;
  const child = spawn(file, args, {
    cwd: inRepository(),
    env: {
      ...{ ...process.env, TMPDIR: temporary, AUDIFI_STATE_DIR: state, AUDIFI_PORT_BASE: String(base) },
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const run: Run = {
    child,
    output: () => text,
    end: () => ended,
    async ready() {
      await waitFor(
        "Readiness",
        async () => {
          if (child.exitCode !== null) return true;
          return text.includes("AudiFi is ready: ") || undefined;
        },
        { timeoutMs: 600_000 },
      );
      assert.ok(text.includes("AudiFi is ready: "), text);
      return JSON.parse(readFileSync(join(state, "endpoints.json"), "utf8")) as Endpoints;
    },
  };
  runs.push(run);
  return run;
}

const npmStart = () => start(["npm", "start"]);
const directStart = (environment = {}) => start(["node", inRepository("devnet/bin/start.mjs")], environment);

const recorded = () => JSON.parse(readFileSync(join(state, "processes.json"), "utf8")) as Recorded[];
const head = (rpc: string, tag = "latest") => callRpc<Block>(rpc, "eth_getBlockByNumber", [tag, false]);

async function indexed(graphql: string): Promise<{ number: number; hash: string; masters: number }> {
  type Answer = { data: { _meta: { block: { number: number; hash: string } }; masters: unknown[] } };
  const query = "{ _meta { block { number hash } } masters { id } }";
  const { data } = await postJson<Answer>(graphql, { query });
  return { ...data._meta.block, masters: data.masters.length };
}

/** Somebody who buys one share of a master that is open, and what subgraph, app and chain say of it. */
async function watchSales({ app, rpc, graphql, wallets }: Endpoints, title: string) {
  type Found = { data: { masters: { shares: Address; sold: number; price: string }[] } };
  const read = async () => {
    const query = `{ masters(where: { title: "${title}" }) { shares: id sold price } }`;
    const [found] = (await postJson<Found>(graphql, { query })).data.masters;
    if (found === undefined) throw new Error(`there is no ${title}`);
    return found;
  };
  const { shares: address, price } = await read();
  const account = privateKeyToAccount(wallets.find(({ role }) => role === "fan")?.key ?? "0x");
  const client = createWalletClient({ account, transport: http(rpc) }).extend(publicActions);
  return {
    soldInSubgraph: async () => (await read()).sold,
    soldOnChain: async () =>
      Number(await client.readContract({ address, abi: masterSharesAbi, functionName: "sold" })),
    async buy(): Promise<bigint> {
      const call = { address, abi: masterSharesAbi, functionName: "buy", args: [1n] } as const;
      const hash = await client.writeContract({ ...call, chain: null, value: BigInt(price) });
      const { status, blockNumber } = await client.waitForTransactionReceipt({ hash, pollingInterval: 100 });
      assert.equal(status, "success");
      return blockNumber;
    },
    async appHead(): Promise<number> {
      const response = await fetch(`${app}/api/head`);
      return ((await response.json()) as { block: number }).block;
    },
  };
}

async function requireNothingLeft(pids: readonly number[]): Promise<void> {
  assert.deepEqual(
    pids.filter((pid) => identifyProcess(pid) !== undefined),
    [],
  );
  for (const [name, port] of Object.entries(portsFrom(base)))
    assert.ok(await isPortFree(port), `${name} still listens`);
}

/** A purchase that the pages show already is undone with its blocks, and made again on the blocks that replace them. */
async function followsReorganisation(endpoints: Endpoints): Promise<void> {
  const { rpc, graphql } = endpoints;
  const sales = await watchSales(endpoints, "Bread and Wire");
  const shows = (sold: number) =>
    waitFor(
      `The subgraph's ${sold} shares sold`,
      async () => (await sales.soldInSubgraph()) === sold || undefined,
    );
  const before = await sales.soldOnChain();
  const bought = await sales.buy();
  await shows(before + 1);

  // A block mined between the two calls would leave the purchase in place.
  await callRpc(rpc, "evm_setIntervalMining", [0]);
  const last = await head(rpc);
  await callRpc(rpc, "anvil_reorg", [Number(BigInt(last.number) - bought) + 2, []]);
  await callRpc(rpc, "evm_setIntervalMining", [1]);
  assert.equal(await sales.soldOnChain(), before);
  await shows(before);
  await waitFor("The app's way past the old head", async () => {
    const block = await sales.appHead();
    return block > Number(last.number) || undefined;
  });
  const { number, hash } = await indexed(graphql);
  assert.ok(number > Number(last.number));
  assert.equal((await head(rpc, `0x${number.toString(16)}`)).hash, hash);
  assert.notEqual((await head(rpc, last.number)).hash, last.hash);

  await sales.buy();
  await shows(before + 1);
  assert.equal(await sales.soldOnChain(), before + 1);
}

/** What only servers may know, by its value or its shape, is in no file that the app was built into. */
function requireNoSecretsInApp(): void {
  const secrets = Object.values(
    JSON.parse(readFileSync(join(state, "secrets.json"), "utf8")) as Record<string, string>,
  );
  const shapes = /-----BEGIN [A-Z ]*PRIVATE KEY|sk_(?:test|live)_\w|whsec_\w{8}|SG\.[\w-]{16}\.|service_role/;
  const folder = inRepository("app", "build");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const scripts = files.filter(({ name }) => /\.(?:js|mjs|json|html|map)$/.test(name));
  assert.ok(scripts.length > 100, "the app was built");
  for (const { name, parentPath } of scripts) {
    const text = readFileSync(join(parentPath, name), "utf8");
    assert.ok(!secrets.some((secret) => text.includes(secret)), `${name} holds a secret of the relay`);
    assert.doesNotMatch(text, shapes, name);
  }
}

/** The path of the main process of a run through npm or the start script, from the stack's own lock. */
const mainPid = () => (JSON.parse(readFileSync(join(state, "lock"), "utf8")) as { pid: number }).pid;

before(async () => {
  base = await findFreePortBase();
});
afterEach(async () => {
  for (const { child, end } of runs.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await end();
    }
  }
});
after(() => [state, temporary].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe("npm start", () => {
  let seenBlock: Block;
  let genesis: Block;

  it("brings everything up, at the wall clock's time, and ends with 0 on SIGTERM to npm", async () => {
    const run = npmStart();
    const endpoints = await run.ready();
    assert.equal(endpoints.chainId, 31_337);
    assert.ok(endpoints.wallets.length >= 8);
    assert.equal((await fetch(endpoints.app)).status, 200);
    assert.equal((await fetch(`${endpoints.app}/og/masters/1.png`)).status, 200);
    assert.equal((await fetch(`${endpoints.relay}/healthz`)).status, 200);
    assert.equal((await fetch(endpoints.mailbox)).status, 200);
    assert.equal((await indexed(endpoints.graphql)).masters, masters.length);
    requireNoSecretsInApp();

    seenBlock = await head(endpoints.rpc);
    const lag = Date.now() / 1000 - Number(seenBlock.timestamp);
    assert.ok(lag > -2 && lag < 10, `the latest block is ${lag} s behind the clock`);
    genesis = await head(endpoints.rpc, "0x0");
    assert.ok(Number(seenBlock.timestamp) - Number(genesis.timestamp) > 399 * 86_400);

    const fromBrowser = await fetch(endpoints.rpc, { method: "OPTIONS", headers: { origin: endpoints.app } });
    assert.ok(["*", endpoints.app].includes(fromBrowser.headers.get("access-control-allow-origin") ?? ""));

    const pids = [...recorded().map(({ pid }) => pid), mainPid()];
    run.child.kill("SIGTERM");
    assert.equal(await run.end(), 0, run.output());
    await requireNothingLeft(pids);
    assert.deepEqual(
      readdirSync(temporary).filter((name) => name.startsWith("audifi-")),
      [],
    );
  });

  it("goes on, and stops in order, though nobody reads what it says", async () => {
    const { app } = JSON.parse(readFileSync(join(state, "endpoints.json"), "utf8")) as Endpoints;
    const run = directStart();
    run.child.stdout?.destroy();
    run.child.stderr?.destroy();
    const answers = async () => (await fetch(app).catch(() => undefined))?.ok || undefined;
    await waitFor("The app", answers, { timeoutMs: 600_000 });
    const pids = [...recorded().map(({ pid }) => pid), mainPid()];
    run.child.kill("SIGTERM");
    assert.equal(await run.end(), 0);
    await requireNothingLeft(pids);
  });

  it("finds everything again, follows a reorganisation, refuses a second instance, survives kill -9 of all of it", async () => {
    const run = directStart();
    const { rpc, graphql } = await run.ready();
    assert.equal((await head(rpc, seenBlock.number)).hash, seenBlock.hash);
    assert.equal((await head(rpc, "0x0")).hash, genesis.hash);
    assert.match(run.output(), /graph-node .* with its data/);
    assert.equal((await indexed(graphql)).masters, masters.length);

    await followsReorganisation(await run.ready());

    const second = directStart({ AUDIFI_PORT_BASE: String(await findFreePortBase()) });
    assert.notEqual(await second.end(), 0);
    assert.match(second.output(), /already runs on/);

    const killed = recorded();
    process.kill(mainPid(), "SIGKILL");
    await run.end();
    for (const { name, pid } of killed) if (name === "chain") process.kill(pid, "SIGKILL");
  });

  it("cleans up after that and indexes anew what the chain lost, then ends with a message when a service dies", async () => {
    const left = recorded().map(({ pid }) => pid);
    const run = directStart();
    const { rpc, graphql } = await run.ready();
    assert.match(run.output(), /Ended what a killed start left running/);
    assert.equal((await head(rpc, "0x0")).hash, genesis.hash);
    assert.deepEqual(
      left.filter((pid) => identifyProcess(pid) !== undefined),
      [],
    );
    const { number, hash, masters: found } = await indexed(graphql);
    assert.equal(found, masters.length);
    assert.equal((await head(rpc, `0x${number.toString(16)}`)).hash, hash);

    const services = recorded();
    const relay = services.find(({ name }) => name === "relay");
    process.kill(relay?.pid ?? 0, "SIGKILL");
    assert.equal(await run.end(), 1);
    assert.match(run.output(), /relay ended unexpectedly \(SIGKILL\)/);
    await requireNothingLeft(services.map(({ pid }) => pid));
  });

  it("says which port is taken and by whom it is needed", async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(base + 2, "127.0.0.1", resolve));
    const run = directStart();
    assert.equal(await run.end(), 1);
    assert.match(run.output(), new RegExp(`Port ${base + 2}, needed for rpc, is taken`));
    await new Promise((resolve) => squatter.close(resolve));
  });

  it("refuses a state that other contracts made, and names the way out", async () => {
    writeFileSync(join(state, "facts.json"), JSON.stringify({ fingerprint: "0x00" }));
    const run = directStart();
    assert.equal(await run.end(), 1);
    assert.match(run.output(), /made by other contracts[\s\S]*--fresh/);
  });
});
