#!/usr/bin/env node
// `npm run bench [-- --only AREA] [--json FILE]`. Runs before the installation, on Node 20; what it measures runs on the
// pinned Node.
import { spawn } from "node:child_process";
import { delimiter, dirname, join, resolve } from "node:path";
import { ensureInstalled, repositoryRoot } from "./ensure-installed.mjs";

const { node } = await ensureInstalled({ log: (line) => console.log(line) });
const args = process.argv.slice(2);
const fileIndex = args.indexOf("--json") + 1;
if (fileIndex > 0 && args[fileIndex] !== undefined) {
  args[fileIndex] = resolve(process.env.INIT_CWD ?? ".", args[fileIndex]);
}
const child = spawn(node, [join(repositoryRoot, "devnet", "src", "bench", "main.ts"), ...args], {
  cwd: repositoryRoot,
  stdio: "inherit",
  env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` },
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));

child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on("exit", (code) => process.exit(code ?? 1));
