import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repositoryRoot } from "../../bin/ensure-installed.mjs";
import { answerHelp } from "../../src/flags.ts";
import { Console, repeatFailures } from "./console.ts";
import { runSuite } from "./run-suite.ts";
import { runJobs } from "./schedule.ts";
import { selectSuites } from "./select.ts";
import { suites } from "./suites.ts";
import { addTallies, closingLine, emptyTally, type Failure, type Tally } from "./tally.ts";

const usage = `usage: npm test [-- --only <suite>[,<suite>]]\nSuites: ${suites
  .filter(({ report }) => report !== undefined)
  .map(({ name }) => name)
  .join(", ")}`;

/** Ends what still runs, so that a hosted runner with a limit of its own sees our closing line first. */
const totalLimitMs = Number(process.env["AUDIFI_TEST_MINUTES"] ?? 75) * 60_000;

function readSelection(): readonly string[] | undefined {
  answerHelp(usage);
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  return values.only?.split(",").filter((name) => name !== "");
}

async function main(): Promise<Tally> {
  const selected = selectSuites(suites, readSelection());
  const directory = join(repositoryRoot, "node_modules", ".cache", "audifi-test");
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });

  const abort = new AbortController();
  const limit = setTimeout(() => abort.abort("the time for all suites is over"), totalLimitMs);
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => abort.abort("interrupted"));

  const output = new Console(directory);
  const failed = new Map<string, readonly Failure[]>();
  let total = emptyTally;
  try {
    await runJobs(
      selected,
      Math.max(2, availableParallelism()),
      async (suite) => {
        output.started(suite);
        const result = await runSuite(suite, { root: repositoryRoot, directory, abort: abort.signal });
        total = addTallies(total, result.tally);
        failed.set(suite.name, result.tally.failures);
        output.ended(suite, result);
        return result.tally.failures.length === 0 ? "done" : "broken";
      },
      (suite, brokenNeed) => {
        const failure = { name: suite.name, output: `Not run, because ${brokenNeed} failed.` };
        total = addTallies(total, { ...emptyTally, failures: [failure] });
        failed.set(suite.name, [failure]);
        output.skipped(suite, failure.output);
      },
    );
  } finally {
    clearTimeout(limit);
    output.close();
  }
  if (total.failures.length > 0) console.log(`\nWhat failed, once more:\n${repeatFailures(failed)}`);
  return total;
}

try {
  const total = await main();
  process.exitCode = total.failures.length === 0 ? 0 : 1;
  console.log(`\n${closingLine(total)}`);
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  console.log(usage);
  console.log("\n0 passed, 1 failed");
  process.exitCode = 1;
}
