import type { ReportFormat } from "./parse.ts";
import type { Job } from "./schedule.ts";

export interface Suite extends Job {
  /** `{report}` stands for the file that the command writes its results to. */
  readonly command: readonly [string, ...string[]];
  /** At least three times what it takes on two busy cores. */
  readonly timeoutSeconds: number;
  /** Absent for a preparation, which counts only when it fails. */
  readonly report?: ReportFormat;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The test files it runs, from the root: a house test demands that every test file belongs to a suite. */
  readonly files?: readonly string[];
}

const nodeTest = (...files: string[]): Suite["command"] => [
  "node",
  "--test",
  "--test-reporter=spec",
  "--test-reporter-destination=stdout",
  "--test-reporter=./devnet/house/runner/node-events.ts",
  "--test-reporter-destination={report}",
  ...files,
];

const vitest: Suite["command"] = [
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  "--outputFile.json={report}",
];

/** A journey of app/e2e, or one of several parts of it. */
const journey = (name: string, part?: `${number}/${number}`): Suite => ({
  name: `e2e:${name}${part === undefined ? "" : `:${part.split("/")[0]}`}`,
  command: ["node", "devnet/bin/e2e.mjs", name, ...(part === undefined ? [] : [`--shard=${part}`])],
  report: "playwright",
  files: [`app/e2e/${name}.e2e.ts`, `app/e2e/${name}/**/*.e2e.ts`],
  needs: ["build:contracts"],
  slots: 1,
  timeoutSeconds: 2_400,
});

/** `--only name` also selects every `name:part`. Rows start from top to bottom as cores become free. */
export const suites: readonly Suite[] = [
  {
    name: "build:contracts",
    command: ["hardhat", "build"],
    needs: [],
    slots: 1,
    timeoutSeconds: 900,
  },
  {
    // Types of routes, which type checks and the search for dead code read.
    name: "build:app-types",
    command: ["svelte-kit", "sync"],
    cwd: "app",
    needs: [],
    slots: 1,
    timeoutSeconds: 600,
  },
  {
    name: "house",
    command: nodeTest("devnet/test/house/*.test.ts"),
    report: "node-events",
    files: ["devnet/test/house/*.test.ts"],
    needs: ["build:contracts", "build:app-types"],
    slots: 1,
    timeoutSeconds: 2_400,
  },
  {
    name: "contracts:solidity",
    command: ["node", "devnet/house/runner/solidity-tests.ts"],
    report: "tally",
    files: ["contracts/test/**/*.t.sol"],
    needs: ["build:contracts"],
    slots: 1,
    timeoutSeconds: 1_200,
  },
  {
    name: "contracts:behaviour",
    command: nodeTest("contracts/test/**/*.test.ts"),
    report: "node-events",
    files: ["contracts/test/**/*.test.ts"],
    needs: ["build:contracts"],
    slots: 1,
    timeoutSeconds: 2_400,
  },
  {
    name: "relay",
    command: vitest,
    cwd: "relay",
    report: "vitest",
    files: ["relay/test/**/*.test.ts"],
    // A suite deploys the contracts on a chain of its own.
    needs: ["build:contracts"],
    slots: 1,
    timeoutSeconds: 900,
  },
  {
    name: "app",
    command: vitest,
    cwd: "app",
    report: "vitest",
    files: ["app/test/**/*.test.ts"],
    // A file deploys the contracts on a chain of its own.
    needs: ["build:contracts"],
    slots: 1,
    timeoutSeconds: 600,
  },
  {
    name: "devnet",
    command: nodeTest("devnet/test/*.test.ts", "devnet/test/!(house)/**/*.test.ts"),
    report: "node-events",
    files: ["devnet/test/*.test.ts", "devnet/test/!(house)/**/*.test.ts"],
    needs: ["build:contracts"],
    slots: 1,
    timeoutSeconds: 2_400,
  },
  {
    name: "subgraph",
    command: nodeTest("subgraph/tests/**/*.test.ts"),
    report: "node-events",
    files: ["subgraph/tests/**/*.test.ts"],
    needs: ["build:contracts"],
    slots: 1,
    timeoutSeconds: 2_400,
  },
  // Each has a stack and a browser of its own, which wait for each other more than they compute.
  journey("ipo", "1/2"),
  journey("ipo", "2/2"),
  journey("coin"),
  journey("market"),
  journey("account"),
  journey("dao"),
  journey("studio"),
];
