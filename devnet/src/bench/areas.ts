import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "../repository.ts";
import { findOrInstallChromium } from "../e2e/browser.ts";
import type { Row } from "./row.ts";
import { needStack } from "./shared-stack.ts";
import { measureStack } from "./stack.ts";

export interface Area {
  readonly name: string;
  readonly workspace: string;
  readonly title: string;
  /** What a reader must know to read the table. */
  readonly about: string;
  readonly measure: () => Promise<Row[]>;
  /** Takes so long that it is left out unless it is asked for. */
  readonly isLong?: true;
}

function runNode(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: inRepository(),
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${args[0]} ended with exit code ${code}`)),
    );
  });
}

/** Runs a script that writes its rows into the file it is given as `--out`. */
async function readRows(script: readonly string[], args: readonly string[]): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "audifi-bench-"));
  try {
    const out = join(folder, "rows.json");
    await runNode([inRepository(...script), ...args, "--out", out]);
    return JSON.parse(readFileSync(out, "utf8")) as Row[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureContracts(area: string): Promise<Row[]> {
  await runNode([inRepository("node_modules", "hardhat", "dist", "src", "cli.js"), "build", "--quiet"]);
  return readRows(["contracts", "bench", "main.ts"], ["--area", area]);
}

async function measureOnStack(workspace: string, ...args: string[]): Promise<Row[]> {
  const endpoints = await needStack();
  return readRows([workspace, "bench", "main.ts"], ["--endpoints", endpoints, ...args]);
}

async function measureLongOnStack(workspace: string): Promise<Row[]> {
  return readRows([workspace, "bench", "long.ts"], ["--endpoints", await needStack()]);
}

/** In the order in which they run. */
export const areas: readonly Area[] = [
  {
    name: "gas",
    workspace: "contracts",
    title: "Gas",
    about:
      "`gasUsed` of the receipt, the intrinsic 21,000 included; solc 0.8.37, a million runs, cancun, without the " +
      "IR pipeline. No slot is written for the first time unless the line says so. Peers are compiled in the same " +
      "way and run in the same process; a bare collection has a price and nothing else.",
    measure: () => measureContracts("gas"),
  },
  {
    name: "scale",
    workspace: "contracts",
    title: "Scale",
    about:
      "Gas as holders grow (each a real account that holds a share, of 100,000 shares) and as one account holds " +
      "more. A purchase of several opens a word of the bitmap of batches in some 256 ids, for 17,100 more; here " +
      "the word is open. `ownerOf` is what a contract pays that calls it, the cold account included.",
    measure: () => measureContracts("scale"),
  },
  {
    name: "stack",
    workspace: "devnet",
    title: "Stack",
    about: "`npm start` on installed packages, until the line that says AudiFi is ready.",
    measure: measureStack,
  },
  {
    name: "subgraph",
    workspace: "subgraph",
    title: "Subgraph",
    about:
      "graph-node of a running local stack with the demo catalogue, asked over HTTP as the app does. Other services " +
      "of the stack share the cores.",
    measure: () => measureOnStack("subgraph"),
  },
  {
    name: "indexing",
    workspace: "subgraph",
    title: "Indexing",
    about:
      "graph-node with a database of its own on a chain where one master of 50,000 shares was sold to 14 people in " +
      "purchases of 2,000, and 5,000 of its shares were given to 1,000 people. The peer is the least that can be " +
      "indexed, one immutable entity for each transfer, on the same chain in the same run; the target is 0.42 of it.",
    measure: () => readRows(["subgraph", "bench", "indexing.ts"], []),
  },
  {
    name: "relay",
    workspace: "relay",
    title: "Relay",
    about:
      "A relay of a running local stack over HTTP, with its rate limit off. Rooms keep what is said in PostgreSQL " +
      "before anybody hears it; socket.io passes it on and keeps nothing.",
    measure: () => measureOnStack("relay"),
  },
  {
    name: "relay-memory",
    workspace: "relay",
    title: "Relay, a room for ten minutes",
    about:
      "Memory of a relay's process, read through its debugger: `in use` is what objects and buffers take when all " +
      "garbage has just been collected (`HeapProfiler.collectGarbage` twice, then `heapUsed + external`), `resident` " +
      "is the process as the system sees it then. The first row of each is the moment of the first message, when the " +
      "whole crowd is in the room.",
    measure: () => measureLongOnStack("relay"),
    isLong: true,
  },
  {
    name: "app",
    workspace: "app",
    title: "App",
    about:
      "Production build of a running local stack in Chromium: processor four times slower, 1.6 Mbit/s, 150 ms, empty " +
      "cache, medians of five. The peer is the least that the same SvelteKit makes, a page of one sentence, visited in " +
      "turns with ours. Targets of the landing page: twice the 30.9 kB of JavaScript that the peer had at first, " +
      "1.5 of the peer's LCP (396 ms where the targets were set, so 594) and the time of the page's own largest " +
      "picture, where that is the largest paint. Other pages have 1.5 of both; nothing may block longer than 50 ms in " +
      "all on any of them.",
    measure: async () =>
      measureOnStack("app", "--chromium", await findOrInstallChromium((line) => console.log(line))),
  },
];
