import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { logFileOf, type SuiteResult } from "./run-suite.ts";
import type { Suite } from "./suites.ts";
import type { Failure } from "./tally.ts";

const heartbeatMs = 20_000;
const shownFailures = 20;
const shownLines = 40;
/** Of each failure that is repeated at the end: hosted runners often show no more than the last hundred lines. */
const repeatedLines = 12;

function describe({ name, output }: Failure, most: number): string {
  const lines = output.trimEnd().split("\n");
  const shown = lines.length > most ? [...lines.slice(0, most), "…"] : lines;
  return [`    ✖ ${name}`, ...shown.map((line) => `      ${line}`)].join("\n");
}

/** What failed in which suite, once more, to stand right before the closing line. Empty where nothing failed. */
export function repeatFailures(failed: ReadonlyMap<string, readonly Failure[]>): string {
  const suites = [...failed].filter(([, failures]) => failures.length > 0);
  return suites
    .flatMap(([suite, failures]) => {
      const more = failures.length - shownFailures;
      return [
        `✖ ${suite}`,
        ...failures.slice(0, shownFailures).map((failure) => describe(failure, repeatedLines)),
        ...(more > 0 ? [`    … and ${more} more`] : []),
      ];
    })
    .join("\n");
}

/** Progress in words: what started, what still runs, what ended and how. */
export class Console {
  readonly #directory: string;
  readonly #running = new Map<Suite, number>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(directory: string) {
    this.#directory = directory;
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs);
  }

  started(suite: Suite): void {
    this.#running.set(suite, performance.now());
    console.log(`… ${suite.name}`);
  }

  ended(suite: Suite, { tally, seconds, logFile }: SuiteResult): void {
    this.#running.delete(suite);
    const { passed, skipped, failures } = tally;
    const counts =
      suite.report === undefined
        ? ""
        : `: ${passed} passed, ${failures.length} failing${skipped > 0 ? `, ${skipped} skipped` : ""}`;
    console.log(`${failures.length === 0 ? "✔" : "✖"} ${suite.name}${counts} (${seconds.toFixed(1)} s)`);
    for (const failure of failures.slice(0, shownFailures)) {
      console.log(describe(failure, shownLines));
    }
    if (failures.length > shownFailures) console.log(`    … and ${failures.length - shownFailures} more`);
    if (failures.length > 0) console.log(`    Full log: ${relative(process.cwd(), logFile)}`);
  }

  skipped(suite: Suite, reason: string): void {
    console.log(`✖ ${suite.name}: ${reason}`);
  }

  close(): void {
    clearInterval(this.#heartbeat);
  }

  #beat(): void {
    for (const [suite, startedAt] of this.#running) {
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      console.log(`… ${suite.name} still runs (${seconds} s): ${this.#lastLine(suite)}`);
    }
  }

  #lastLine(suite: Suite): string {
    const file = logFileOf(suite, this.#directory);
    if (!existsSync(file)) return "";
    const lines = readFileSync(file, "utf8").split("\n");
    return (
      lines
        .findLast((line) => line.trim() !== "")
        ?.trim()
        .slice(0, 100) ?? ""
    );
  }
}
