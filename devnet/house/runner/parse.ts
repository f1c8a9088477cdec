import type { NodeTestEvent } from "./node-events.ts";
import { emptyTally, type Failure, type Tally } from "./tally.ts";

export type ReportFormat = keyof typeof parsers;

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: "expected" | "unexpected" | "flaky" | "skipped";
      readonly results: readonly { readonly errors?: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors?: readonly { readonly message?: string }[];
}

function parseNodeEvents(text: string): Tally {
  let passed = 0;
  let skipped = 0;
  const failures: Failure[] = [];
  for (const line of text.split("\n")) {
    if (!line.endsWith("}")) continue;
    const event = JSON.parse(line) as NodeTestEvent;
    // Node reports a file in which no test ran, or which left early, as a passed test named after the file.
    const isFile = event.nesting === 0 && event.file?.endsWith(event.name) === true;
    if (isFile && event.outcome === "passed") {
      failures.push({ name: event.name, output: "The file ran no tests." });
    } else if (event.outcome === "failed") {
      if (!event.isConsequence) failures.push({ name: event.name, output: event.output });
    } else if (!event.isSuite) {
      if (event.outcome === "passed") passed += 1;
      else skipped += 1;
    }
  }
  return { passed, skipped, failures };
}

function parseVitest(text: string): Tally {
  let passed = 0;
  let skipped = 0;
  const failures: Failure[] = [];
  for (const file of (JSON.parse(text) as VitestReport).testResults) {
    const failedBefore = failures.length;
    for (const test of file.assertionResults) {
      if (test.status === "passed") passed += 1;
      else if (test.status === "failed") {
        failures.push({ name: test.fullName, output: (test.failureMessages ?? []).join("\n") });
      } else skipped += 1;
    }
    if (file.status === "failed" && failures.length === failedBefore) {
      failures.push({ name: file.name, output: file.message ?? "The file failed outside its tests." });
    }
  }
  return { passed, skipped, failures };
}

function parsePlaywright(text: string): Tally {
  const report = JSON.parse(text) as PlaywrightReport;
  let passed = 0;
  let skipped = 0;
  const failures: Failure[] = (report.errors ?? []).map(({ message }) => ({
    name: "outside the tests",
    output: message ?? "",
  }));
  const visit = (suite: PlaywrightSuite, path: string): void => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === "skipped") skipped += 1;
        else if (test.status === "unexpected") {
          const messages = test.results.flatMap(({ errors }) => errors ?? []).map(({ message }) => message);
          failures.push({ name: `${path} › ${spec.title}`, output: messages.join("\n") });
        } else passed += 1;
      }
    }
    for (const child of suite.suites ?? []) visit(child, `${path} › ${child.title}`);
  };
  for (const suite of report.suites) visit(suite, suite.title);
  return { passed, skipped, failures };
}

function parseTally(text: string): Tally {
  return { ...emptyTally, ...(JSON.parse(text) as Partial<Tally>) };
}

const parsers = {
  "node-events": parseNodeEvents,
  vitest: parseVitest,
  playwright: parsePlaywright,
  tally: parseTally,
};

export function parseReport(format: ReportFormat, text: string): Tally {
  return parsers[format](text);
}
