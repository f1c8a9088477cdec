import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { findFreePortBase } from "../ports.ts";
import { inRepository } from "../repository.ts";
import { findOrInstallChromium } from "./browser.ts";

const [journey, ...playwrightArgs] = process.argv.slice(2);
const stateDirectory = process.env.AUDIFI_STATE_DIR ?? "";
const children = new Set<ChildProcess>();
let isInterrupted = false;

function stop(): void {
  isInterrupted = true;
  for (const child of children) child.kill("SIGTERM");
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
process.once("disconnect", stop);

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();

async function run(): Promise<number> {
  requireKnownJourney();
  const chromium = await findOrInstallChromium((line) => console.log(line));
  console.log(`Browser: ${chromium}`);
  const stack = spawnNode([inRepository("devnet", "src", "main.ts")], {
    AUDIFI_PORT_BASE: String(await findFreePortBase()),
  });
  const stackEnd = ended(stack);
  try {
    const isReady = await Promise.race([ready(stack), stackEnd.then(() => false)]);
    if (!isReady || isInterrupted) return 1;
    const tests = spawnPlaywright(chromium);
    const outcome = await Promise.race([ended(tests), stackEnd.then(() => "stack" as const)]);
    if (outcome === "stack") {
      tests.kill("SIGTERM");
      return 1;
    }
    return outcome;
  } finally {
    stack.kill("SIGTERM");
    await stackEnd;
  }
}

/** A misspelt journey is told at once, not after a minute of starting. */
function requireKnownJourney(): void {
  const journeys = readdirSync(inRepository("app", "e2e"), { withFileTypes: true })
    .filter((entry) => entry.name !== "support" && (entry.isDirectory() || entry.name.endsWith(".e2e.ts")))
    .map((entry) => entry.name.replace(/\.e2e\.ts$/, ""));
  if (journey === undefined || journeys.includes(journey)) return;
  throw new Error(`There is no journey "${journey}". There are: ${journeys.join(", ")}.`);
}

function spawnPlaywright(chromium: string): ChildProcess {
  const project = journey === undefined ? [] : ["--project", journey];
  const config = ["--config", inRepository("app", "playwright.config.ts")];
  const cli = inRepository("node_modules", "@playwright", "test", "cli.js");
  return spawnNode([cli, "test", ...config, ...project, ...playwrightArgs], {
    AUDIFI_ENDPOINTS: `${stateDirectory}/endpoints.json`,
    AUDIFI_CHROMIUM: chromium,
  });
}

function spawnNode(args: string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: inRepository("app"),
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
    // Ctrl-C in a terminal reaches this process alone, which then ends the others.
    detached: true,
  });
  children.add(child);
  child.stdout?.pipe(process.stdout, { end: false });
  return child;
}

function ready(stack: ChildProcess): Promise<true> {
  return new Promise((resolve) => {
    let text = "";
    stack.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("AudiFi is ready: ")) resolve(true);
    });
  });
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      children.delete(child);
      resolve(code ?? 1);
    });
  });
}
