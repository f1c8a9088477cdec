#!/usr/bin/env node
// `npm start`. Runs before anything is installed: nothing newer than Node 20, nothing from node_modules.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { compileCache, ensureInstalled, repositoryRoot } from "./ensure-installed.mjs";

const { node } = await ensureInstalled({ log: (line) => console.log(line) });
const main = join(repositoryRoot, "devnet", "src", "main.ts");
const child = spawn(node, ["--disable-warning=ExperimentalWarning", main, ...process.argv.slice(2)], {
  stdio: ["ignore", "inherit", "inherit", "ipc"],
  env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
});

// In a terminal Ctrl-C reaches the whole group; the main process takes a second signal for the same wish.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));

// npm may start this through a shell that ends on a signal without passing it on.
if (process.env.npm_lifecycle_event !== undefined) {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill("SIGTERM"), 500).unref();
}

child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  if (signal !== null)
    console.error(`AudiFi was ended by ${signal}. The next start cleans up what it left running.`);
  process.exit(code ?? 1);
});
