import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { answerHelp, endWithUsage } from "../flags.ts";
import { findFreePortBase } from "../ports.ts";
import { inRepository } from "../repository.ts";
import { findOrInstallChromium } from "./browser.ts";
import { StackProcess } from "./stack-process.ts";

const [journey, ...playwrightArgs] = process.argv.slice(2);
const stateDirectory = process.env.AUDIFI_STATE_DIR ?? "";
let isInterrupted = false;

const interrupted = new Promise<1>((resolve) => {
  const stop = () => {
    isInterrupted = true;
    resolve(1);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // The script that started this one is gone, however that came about.
  process.once("disconnect", stop);
});

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
  const stack = new StackProcess({ ...process.env, AUDIFI_PORT_BASE: String(await findFreePortBase()) });
  const { url: control, server } = await stack.listen();
  try {
    const start = await Promise.race([stack.start(), stack.lost, interrupted]);
    if (start !== undefined || isInterrupted) return 1;
    const tests = spawnPlaywright(chromium, control);
    const outcome = await Promise.race([ended(tests), stack.lost.then(() => "lost" as const)]);
    if (outcome !== "lost") return outcome;
    tests.kill("SIGTERM");
    return 1;
  } finally {
    server.close();
    await stack.stop();
  }
}

/** A misspelt journey is told at once, not after a minute of starting. */
function requireKnownJourney(): void {
  const names = readdirSync(inRepository("app", "e2e"), { withFileTypes: true })
    .filter((entry) => entry.name !== "support" && (entry.isDirectory() || entry.name.endsWith(".e2e.ts")))
    .map((entry) => entry.name.replace(/\.e2e\.ts$/, ""));
  const journeys = [...new Set(names)];
  const usage = `usage: npm run e2e [-- <journey> [<options of Playwright>]]\n\nJourneys: ${journeys.join(", ")}`;
  answerHelp(usage);
  if (journey === undefined || journeys.includes(journey)) return;
  endWithUsage(`There is no journey "${journey}"`, usage);
}

function spawnPlaywright(chromium: string, control: string): ChildProcess {
  const project = journey === undefined ? [] : [`--project=${journey}`];
  const config = ["--config", inRepository("app", "playwright.config.ts")];
  // Playwright empties the folder first, and two parts of a journey may run at once.
  const run = [journey ?? "all", ...playwrightArgs].join(" ").replace(/[^a-z0-9]+/gi, "-");
  const output = ["--output", inRepository("app", "test-results", run)];
  const cli = inRepository("node_modules", "@playwright", "test", "cli.js");
  const child = spawn(process.execPath, [cli, "test", ...config, ...output, ...project, ...playwrightArgs], {
    cwd: inRepository("app"),
    env: {
      ...process.env,
      AUDIFI_ENDPOINTS: `${stateDirectory}/endpoints.json`,
      AUDIFI_CHROMIUM: chromium,
      AUDIFI_E2E_CONTROL: control,
    },
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
  void interrupted.then(() => child.kill("SIGTERM"));
  return child;
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
