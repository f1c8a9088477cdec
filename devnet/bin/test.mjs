import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { ensureInstalled, repositoryRoot } from "./ensure-installed.mjs";

// `npm test`. Runs before the installation, on Node 20; the suites themselves run on the pinned Node.

function runSuites(node) {
  const child = spawn(node, [join("devnet", "house", "runner", "main.ts"), ...process.argv.slice(2)], {
    cwd: repositoryRoot,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}`, CI: "true" },
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

try {
  const { node } = await ensureInstalled({ log: (line) => console.log(line) });
  process.exitCode = await runSuites(node);
} catch (error) {
  console.log(`The tests could not start: ${error.message}`);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
