import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, it, type TestContext } from "node:test";
import { findInstallProblem, repositoryRoot } from "../../bin/ensure-installed.mjs";
import { repeatFailures } from "../../house/runner/console.ts";
import { parseReport } from "../../house/runner/parse.ts";
import { runSuite, type SuiteResult } from "../../house/runner/run-suite.ts";
import { runJobs } from "../../house/runner/schedule.ts";
import { selectSuites } from "../../house/runner/select.ts";
import type { Suite } from "../../house/runner/suites.ts";
import { closingLine } from "../../house/runner/tally.ts";
import { identifyProcess } from "../../src/identity.ts";
import { waitFor } from "../../src/wait.ts";
import { plant } from "./helpers/plant.ts";

const suiteOf = (over: Partial<Suite>): Suite => ({
  name: "planted",
  command: ["true"],
  needs: [],
  slots: 1,
  timeoutSeconds: 300,
  ...over,
});

/** NODE_TEST_CONTEXT would make an inner `node --test` report to the outer one. */
const inner = { NODE_TEST_CONTEXT: undefined } as unknown as Record<string, string>;

function run(root: string, over: Partial<Suite>): Promise<SuiteResult> {
  const abort = new AbortController().signal;
  return runSuite(suiteOf({ env: inner, ...over }), { root, directory: root, abort });
}

function runNodeTests(t: TestContext, files: Record<string, string>): Promise<SuiteResult> {
  const reporter = join(repositoryRoot, "devnet/house/runner/node-events.ts");
  const reporting = [`--test-reporter=${reporter}`, "--test-reporter-destination={report}"];
  const command = [process.execPath, "--test", ...reporting, "*.test.ts"] as const;
  return run(plant(t, files), { report: "node-events", command });
}

describe("a suite of Node tests", () => {
  it("is counted test by test", async (t) => {
    const { tally } = await runNodeTests(t, {
      "a.test.ts": `import { describe, it } from "node:test";
        describe("a", () => {
          it("works", () => {});
          it("breaks", () => { throw new Error("broken on purpose"); });
          it.skip("waits", () => {});
        });
        describe("b", () => { throw new Error("outside of a test"); });`,
    });
    assert.equal(closingLine(tally), "1 passed, 2 failed, 1 skipped");
    assert.match(tally.failures[0]?.output ?? "", /broken on purpose/);
  });

  it("fails with a file that runs no tests, or that cannot be loaded", async (t) => {
    const { tally } = await runNodeTests(t, {
      "a.test.ts": 'import { it } from "node:test"; it("works", () => {});',
      "empty.test.ts": "export {};",
      "broken.test.ts": 'throw new Error("cannot be loaded");',
    });
    assert.equal(closingLine(tally), "1 passed, 2 failed");
  });
});

describe("a suite", () => {
  const writing = (text: string, code = 0): Suite["command"] => [
    "bash",
    "-c",
    `printf '%s' "$0" > "$AUDIFI_TEST_REPORT"; exit ${code}`,
    text,
  ];

  for (const [title, over, line, output] of [
    ["fails without results", {}, "0 passed, 1 failed", /wrote no results/],
    ["fails with unreadable results", { command: writing("{") }, "0 passed, 1 failed", /cannot be read/],
    [
      "fails without tests",
      { command: writing('{"skipped":3}') },
      "0 passed, 1 failed, 3 skipped",
      /no tests/,
    ],
    ["fails after a crash", { command: writing('{"passed":2}', 7) }, "2 passed, 1 failed", /exit code 7/],
    ["fails when it cannot start", { command: ["no-such-program"] }, "0 passed, 1 failed", /not be started/],
  ] as const) {
    it(title, async (t) => {
      const { tally } = await run(plant(t, {}), { report: "tally", ...over });
      assert.equal(closingLine(tally), line);
      assert.match(tally.failures[0]?.output ?? "", output);
    });
  }

  it("that would start after the run was ended is ended at once", { timeout: 60_000 }, async (t) => {
    const root = plant(t, {});
    const abort = AbortSignal.abort("interrupted");
    const suite = suiteOf({ command: ["sleep", "3600"], timeoutSeconds: 3_600 });
    const { tally } = await runSuite(suite, { root, directory: root, abort });
    assert.match(tally.failures[0]?.output ?? "", /Ended early: interrupted/);
  });

  it("that takes too long is killed", async (t) => {
    const { tally } = await run(plant(t, {}), { command: ["sleep", "3600"], timeoutSeconds: 1 });
    assert.match(tally.failures[0]?.output ?? "", /Killed after 1 s/);
  });

  it("that is ended takes all its descendants along", async (t) => {
    const root = plant(t, {});
    const abort = new AbortController();
    const command = ["bash", "-c", "setsid sleep 300 & echo $! > pid; wait"] as const;
    const place = { root, directory: root, abort: abort.signal };
    const ended = runSuite(suiteOf({ command, timeoutSeconds: 300 }), place);
    const pid = await waitFor(
      "The pid",
      async () => Number(readFileSync(join(root, "pid"), "utf8")) || undefined,
    );
    abort.abort("interrupted");
    assert.match((await ended).tally.failures[0]?.output ?? "", /Ended early: interrupted/);
    while (identifyProcess(pid) !== undefined) await sleep(20);
  });

  it("whose orphan goes on writing is judged by its own end", async (t) => {
    const noise = "touch started; head -c 20000000 /dev/zero";
    const script = `setsid bash -c '${noise}' & until [ -e started ]; do sleep 0.01; done`;
    const { tally } = await run(plant(t, {}), { command: ["bash", "-c", script] });
    assert.deepEqual(tally.failures, []);
  });

  it("that the runner cannot run is one failed suite", async (t) => {
    const root = plant(t, {});
    const place = { root, directory: join(root, "absent"), abort: new AbortController().signal };
    const { tally } = await runSuite(suiteOf({}), place);
    assert.equal(closingLine(tally), "0 passed, 1 failed");
    assert.match(tally.failures[0]?.output ?? "", /ENOENT/);
  });
});

describe("reports", () => {
  it("of Vitest count tests and files that fail outside of them", () => {
    const failed = { status: "failed", fullName: "b", failureMessages: ["no"] };
    const testResults = [
      { name: "a.ts", status: "failed", assertionResults: [{ status: "passed", fullName: "a" }, failed] },
      { name: "b.ts", status: "failed", message: "SyntaxError", assertionResults: [] },
      { name: "c.ts", status: "passed", assertionResults: [{ status: "pending", fullName: "c" }] },
    ];
    const tally = parseReport("vitest", JSON.stringify({ testResults }));
    assert.equal(closingLine(tally), "1 passed, 2 failed, 1 skipped");
  });

  it("of Playwright count tests, also nested ones, and errors outside of them", () => {
    const test = (status: string): object => ({ status, results: [{ errors: [{ message: "no" }] }] });
    const spec = {
      title: "spec",
      tests: [test("expected"), test("unexpected"), test("flaky"), test("skipped")],
    };
    const report = {
      errors: [{ message: "no browser" }],
      suites: [{ title: "a", suites: [{ title: "b", specs: [spec] }] }],
    };
    assert.equal(
      closingLine(parseReport("playwright", JSON.stringify(report))),
      "2 passed, 2 failed, 1 skipped",
    );
  });
});

describe("the end of a run", () => {
  it("repeats what failed in which suite, each failure cut to its first lines", () => {
    const long = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join("\n");
    const failures = [
      { name: "keeps its promise", output: long },
      { name: "ends", output: "it did not" },
    ];
    const text = repeatFailures(
      new Map([
        ["app", []],
        ["relay", failures],
      ]),
    );
    assert.match(text, /^✖ relay\n {4}✖ keeps its promise\n {6}line 1\n/);
    assert.match(text, / {6}line 12\n {6}…\n {4}✖ ends\n {6}it did not$/);
    assert.doesNotMatch(text, /line 13|app/);
  });

  it("says how many more there were than it repeats", () => {
    const failures = Array.from({ length: 23 }, (_, index) => ({ name: `test ${index + 1}`, output: "no" }));
    assert.match(repeatFailures(new Map([["app", failures]])), /test 20\n.*\n {4}… and 3 more$/s);
    assert.equal(repeatFailures(new Map([["app", []]])), "");
  });
});

describe("the schedule", () => {
  const table = [
    suiteOf({ name: "build" }),
    suiteOf({ name: "a:one", needs: ["build"] }),
    suiteOf({ name: "a:two" }),
    suiteOf({ name: "b" }),
  ];

  it("selects by name with what is needed, and refuses unknown names", () => {
    assert.deepEqual(
      selectSuites(table, ["a"]).map(({ name }) => name),
      ["build", "a:one", "a:two"],
    );
    assert.throws(() => selectSuites(table, ["c"]), /no suite named "c"/);
  });

  it("keeps to the slots and skips what needs a broken job", async () => {
    const skipped: string[] = [];
    let running = 0;
    let most = 0;
    await runJobs(
      table,
      2,
      async ({ name }) => {
        running += 1;
        most = Math.max(most, running);
        await sleep(5);
        running -= 1;
        return name === "build" ? "broken" : "done";
      },
      ({ name }, need) => skipped.push(`${name} < ${need}`),
    );
    assert.equal(most, 2);
    assert.deepEqual(skipped, ["a:one < build"]);
  });
});

describe("the installation", () => {
  const lock = (version: string): string =>
    JSON.stringify({
      packages: { "": {}, "node_modules/a": { version }, "node_modules/b": { version, optional: true } },
    });

  it("is judged by what npm wrote down", (t) => {
    const node = process.platform === "win32" ? "node_modules/node/bin/node.exe" : "node_modules/.bin/node";
    const installed = { "package-lock.json": lock("1.0.0"), [node]: "" };
    const hidden = "node_modules/.package-lock.json";
    const only = (version: string): string => JSON.stringify({ packages: { "node_modules/a": { version } } });
    assert.equal(findInstallProblem(plant(t, { ...installed, [hidden]: only("1.0.0") })), undefined);
    assert.match(findInstallProblem(plant(t, installed)) ?? "", /nothing is installed/);
    assert.match(findInstallProblem(plant(t, { ...installed, [hidden]: only("0.9.0") })) ?? "", /is 0\.9\.0/);
    assert.match(
      findInstallProblem(plant(t, { ...installed, [hidden]: '{"packages":{}}' })) ?? "",
      /is missing/,
    );
  });

  it("misses optional packages that hold binaries for this machine, and no others", (t) => {
    const node = process.platform === "win32" ? "node_modules/node/bin/node.exe" : "node_modules/.bin/node";
    const here = { os: [process.platform], cpu: [process.arch] };
    const root = (entry: object): string =>
      plant(t, {
        "package-lock.json": JSON.stringify({
          packages: { "": {}, "node_modules/a": { version: "1.0.0", optional: true, ...entry } },
        }),
        "node_modules/.package-lock.json": '{"packages":{}}',
        [node]: "",
      });
    assert.match(findInstallProblem(root(here)) ?? "", /node_modules\/a is missing/);
    assert.match(findInstallProblem(root({ ...here, libc: ["glibc", "musl"] })) ?? "", /is missing/);
    assert.equal(findInstallProblem(root({ ...here, libc: [] })), undefined);
    assert.equal(findInstallProblem(root({ ...here, os: ["plan9"] })), undefined);
    assert.equal(findInstallProblem(root({})), undefined);
    assert.equal(
      findInstallProblem(root(here), () => false),
      undefined,
    );
  });
});
