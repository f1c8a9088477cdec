import { delimiter } from "node:path";
import { BinaryError } from "./binaries.ts";
import type { Context } from "./context.ts";
import { printEndpoints } from "./endpoints.ts";
import { readFlags } from "./flags.ts";
import { writeJson } from "./json-file.ts";
import { endLeftovers } from "./ledger.ts";
import { PortError, readPorts, requireFreePorts } from "./ports.ts";
import { Progress } from "./progress.ts";
import { inRepository } from "./repository.ts";
import { startStack } from "./stack.ts";
import { StateDirectory, StateError } from "./state-directory.ts";
import { ServiceError, Supervisor } from "./supervisor.ts";
import { watchSubgraph } from "./watch-subgraph.ts";

const usage = `usage: npm start -- [--fresh] [--dev]

  --fresh  throws the state away first
  --dev    reloads app, relay and subgraph on changes, as npm run dev

AUDIFI_STATE_DIR  where the state is kept; .devnet unless set
AUDIFI_PORT_BASE  the app's port, which all others follow; 20000 unless set`;

const flags = readFlags(usage, {
  fresh: { type: "boolean", default: false },
  dev: { type: "boolean", default: false },
});

// The tools that are started by name are those of this folder, and run on the Node that runs this.
process.env.PATH = `${inRepository("node_modules", ".bin")}${delimiter}${process.env.PATH ?? ""}`;

// Whoever read this may be gone before it is: what runs is stopped all the same.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const interrupted = new Promise<"interrupted">((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => resolve("interrupted"));
  // The script that started this one is gone, however that came about.
  process.once("disconnect", () => resolve("interrupted"));
});

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
process.exit();

async function run(): Promise<number> {
  const ports = readPorts(process.env);
  const state = new StateDirectory(process.env.AUDIFI_STATE_DIR || ".devnet");
  state.lock();
  const progress = new Progress((line) => process.stdout.write(`${line}\n`));
  const supervisor = new Supervisor(state);
  try {
    await prepare(state, progress);
    await requireFreePorts(ports);
    const context: Context = { state, supervisor, progress, ports, isDev: flags.dev };
    process.on("message", (order) => void obey(order, supervisor));
    const ready = startAndAnnounce(context);
    const outcome = await Promise.race([ready, supervisor.failure, interrupted]);
    if (outcome === "interrupted") return 0;
    await Promise.race([supervisor.failure, interrupted]);
    return 0;
  } finally {
    progress.stop();
    await supervisor.stopAll();
    state.unlock();
  }
}

async function prepare(state: StateDirectory, progress: Progress): Promise<void> {
  const leftovers = await endLeftovers(state);
  if (leftovers.length > 0) progress.line(`Ended what a killed start left running: ${leftovers.join(", ")}.`);
  const isUnfinished = state.readFacts().fingerprint === undefined;
  if (flags.fresh || isUnfinished) state.empty();
  progress.line(flags.fresh ? "Starting AudiFi over." : "Starting AudiFi.");
}

/** Journeys have a service killed and started again. */
async function obey(order: unknown, supervisor: Supervisor): Promise<void> {
  const { kill, revive } = order as { kill?: string; revive?: string };
  if (kill !== undefined) await supervisor.kill(kill);
  if (revive !== undefined) supervisor.revive(revive);
  process.send?.("obeyed");
}

async function startAndAnnounce(context: Context): Promise<"ready"> {
  const endpoints = await startStack(context);
  writeJson(context.state.file("endpoints.json"), endpoints);
  printEndpoints(endpoints, context.progress);
  context.progress.line(`AudiFi is ready: ${endpoints.app}`);
  if (context.isDev) watchSubgraph(context);
  return "ready";
}

function explain(error: unknown): string {
  const isExpected = [BinaryError, PortError, ServiceError, StateError].some((type) => error instanceof type);
  if (!(error instanceof Error)) return String(error);
  return isExpected ? error.message : withCauses(error);
}

function withCauses(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${withCauses(error.cause)}` : "";
  return `${error.stack ?? error.message}${cause}`;
}
