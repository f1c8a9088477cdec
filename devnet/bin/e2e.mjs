#!/usr/bin/env node
// `npm run e2e -- <journey>`: a journey of app/e2e in a real browser against a stack of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileCache, ensureInstalled, repositoryRoot } from "./ensure-installed.mjs";

const { node } = await ensureInstalled({ log: (line) => console.log(line) });
const main = join(repositoryRoot, "devnet", "src", "e2e", "main.ts");
const stateDirectory = mkdtempSync(join(tmpdir(), "audifi-e2e-"));
const child = spawn(node, [main, ...process.argv.slice(2)], {
  stdio: ["ignore", "inherit", "inherit", "ipc"],
  env: { NODE_COMPILE_CACHE: compileCache, ...process.env, AUDIFI_STATE_DIR: stateDirectory },
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));

child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on("exit", (code) => {
  const isEmpty = readdirSync(stateDirectory).length === 0;
  if (code === 0 || isEmpty) rmSync(stateDirectory, { recursive: true, force: true });
  else console.error(`The state and the logs of the failed run are in ${stateDirectory}.`);
  process.exit(code ?? 1);
});
