import { writeFileSync } from "node:fs";
import hre from "hardhat";
import type { Failure, Tally } from "./tally.ts";

// Runs Hardhat's Solidity tests in this process, because its command line has no machine-readable report.

interface SolidityTestResult {
  readonly name: string;
  readonly status: "Success" | "Failure" | "Skipped";
  readonly reason?: string;
}

interface SolidityRun {
  readonly summary: { readonly failureOutput?: string };
  readonly suiteResults: readonly {
    readonly id: { readonly name: string };
    readonly testResults: readonly SolidityTestResult[];
  }[];
}

const reportFile = process.env["AUDIFI_TEST_REPORT"];
if (reportFile === undefined) throw new Error("AUDIFI_TEST_REPORT names the file to write");

// A summary index other than 0 makes the task hand the failures' text back instead of printing it.
const outcome = (await hre.tasks
  .getTask(["test", "solidity"])
  .run({ noCompile: true, testSummaryIndex: 1 })) as { value?: SolidityRun; error?: SolidityRun };
const run = outcome.value ?? outcome.error;
if (run === undefined) throw new Error("Hardhat returned no result");

const failureOutput = run.summary.failureOutput ?? "";
const failures: Failure[] = [];
let passed = 0;
let skipped = 0;
for (const suite of run.suiteResults) {
  for (const test of suite.testResults) {
    if (test.status === "Success") passed += 1;
    else if (test.status === "Skipped") skipped += 1;
    else failures.push({ name: `${suite.id.name} › ${test.name}`, output: test.reason ?? "" });
  }
}
if (failureOutput !== "") console.log(failureOutput);
const [first, ...rest] = failures;
const explained = first === undefined ? [] : [{ ...first, output: failureOutput || first.output }, ...rest];
const tally: Tally = { passed, skipped, failures: explained };
writeFileSync(reportFile, JSON.stringify(tally));
process.exitCode = outcome.value === undefined ? 1 : 0;
