import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { parseReport } from "./parse.ts";
import { runToEnd, type RunEnd } from "./processes.ts";
import type { Suite } from "./suites.ts";
import { emptyTally, type Failure, type Tally } from "./tally.ts";

export interface Place {
  readonly root: string;
  readonly directory: string;
  readonly abort: AbortSignal;
}

export interface SuiteResult {
  readonly tally: Tally;
  readonly seconds: number;
  readonly logFile: string;
}

export function logFileOf(suite: Suite, directory: string): string {
  return join(directory, `${suite.name.replaceAll(":", "-")}.log`);
}

function lastLines(file: string, count: number): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n");
}

function describeEnd(end: RunEnd, suite: Suite, abortReason: unknown): string | undefined {
  if (end.endedBy === "timeout") return `Killed after ${suite.timeoutSeconds} s.`;
  if (end.endedBy === "abort") return `Ended early: ${String(abortReason)}.`;
  if (end.signal !== null) return `Ended by ${end.signal}.`;
  if (end.code === null) return "Could not be started.";
  return end.code === 0 ? undefined : `Ended with exit code ${end.code}.`;
}

function readTally(suite: Suite, reportFile: string): Tally | string {
  if (suite.report === undefined) return emptyTally;
  if (!existsSync(reportFile)) return "It wrote no results.";
  try {
    return parseReport(suite.report, readFileSync(reportFile, "utf8"));
  } catch (error) {
    return `Its results cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Adds a failure of the suite itself where its tests alone would hide that something went wrong. */
function judge(suite: Suite, read: Tally | string, ending: string | undefined): Tally {
  const tally = typeof read === "string" ? emptyTally : read;
  const problems: string[] = [];
  if (typeof read === "string") problems.push(read);
  else if (suite.report !== undefined && tally.passed + tally.failures.length === 0) {
    problems.push("It ran no tests.");
  }
  const isExplained = ending?.startsWith("Ended with exit code") === true && tally.failures.length > 0;
  if (ending !== undefined && !isExplained) problems.unshift(ending);
  if (problems.length === 0) return tally;
  const failure: Failure = { name: suite.name, output: problems.join(" ") };
  return { ...tally, failures: [...tally.failures, failure] };
}

async function runAndJudge(suite: Suite, logFile: string, { root, abort }: Place): Promise<Tally> {
  const reportFile = logFile.replace(/\.log$/, ".report");
  const [program, ...args] = suite.command.map((part) => part.replace("{report}", reportFile));
  const end = await runToEnd({
    command: [program ?? "", ...args],
    cwd: join(root, suite.cwd ?? "."),
    env: { ...process.env, CI: "true", FORCE_COLOR: "0", AUDIFI_TEST_REPORT: reportFile, ...suite.env },
    logFile,
    timeoutMs: suite.timeoutSeconds * 1_000,
    abort,
  });
  const tally = judge(suite, readTally(suite, reportFile), describeEnd(end, suite, abort.reason));
  const failures = tally.failures.map((failure) =>
    failure.name === suite.name
      ? { ...failure, output: `${failure.output}\n${lastLines(logFile, 40)}` }
      : failure,
  );
  return { ...tally, failures };
}

/** Never rejects: what keeps one suite from being run must not take the results of the others with it. */
export async function runSuite(suite: Suite, place: Place): Promise<SuiteResult> {
  const startedAt = performance.now();
  const logFile = logFileOf(suite, place.directory);
  const tally = await runAndJudge(suite, logFile, place).catch((error: unknown): Tally => {
    const failure = { name: suite.name, output: `The runner could not run it: ${inspect(error)}` };
    return { ...emptyTally, failures: [failure] };
  });
  return { tally, seconds: (performance.now() - startedAt) / 1_000, logFile };
}
