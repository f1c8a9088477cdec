import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { findGnd } from "../scripts/binaries.ts";
import { buildWithFlatEvents } from "./flat-events.ts";
import { startPostgres, temporaryFolder, type Service } from "./harness.ts";

const SUITES = fileURLToPath(new URL("suites/", import.meta.url));
const TIMEOUT = 300_000;
const SUMMARY = /Tests: (\d+) passed, (\d+) failed/;

/** gnd ends the stream of blocks before the first one when a start block is above 0, and then waits for ever. */
const at = (address: string) => ({ address, startBlock: 0 });

/** Addresses that the suites name. */
const DEPLOYMENT = {
  chainId: 31337,
  contracts: {
    MasterRegistry: at("0x00000000000000000000000000000000000000a1"),
    DividendVault: at("0x00000000000000000000000000000000000000a2"),
    Switchboard: at("0x00000000000000000000000000000000000000a3"),
    AccessManager: at("0x00000000000000000000000000000000000000a4"),
    CoinLauncher: at("0x00000000000000000000000000000000000000a5"),
    CoinGrants: at("0x00000000000000000000000000000000000000a6"),
    LiquidityLocker: at("0x00000000000000000000000000000000000000a7"),
    ShareMarket: at("0x00000000000000000000000000000000000000a8"),
    StudioSessions: at("0x00000000000000000000000000000000000000a9"),
  },
  weth: "0x00000000000000000000000000000000000000c9",
};

const CURRENCIES = `0x0000000000000000000000000000000000000000 18 ETH,0x00000000000000000000000000000000000000c1 6 USDC`;

interface Result {
  code: number | string;
  output: string;
}

const run = (args: string[], cwd: string): Promise<Result> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      RUST_LIB_BACKTRACE: "0",
      GRAPH_ALLOW_NON_DETERMINISTIC_FULLTEXT_SEARCH: "true",
    };
    const options = { cwd, env, timeout: TIMEOUT, killSignal: "SIGKILL" as const };
    execFile(findGnd(), args, options, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? `${error.signal}`) : 0, output: stdout + stderr }),
    );
  });

describe("handlers, under gnd test", () => {
  const suites = readdirSync(SUITES).filter((name) => name.endsWith(".json"));
  const folder = temporaryFolder("gnd");
  const manifest = join(folder, "subgraph.yaml");
  let postgres: Service | undefined;

  before(async () => {
    // gnd test wants to find the build beside the manifest, and writes there.
    cpSync(buildWithFlatEvents(DEPLOYMENT, CURRENCIES), join(folder, "build"), { recursive: true });
    copyFileSync(join(folder, "build", "subgraph.yaml"), manifest);
    postgres = await startPostgres();
  });

  after(() => postgres?.stop());

  it("finds suites", () => assert.ok(suites.length > 0));

  for (const suite of suites) {
    it(suite, async () => {
      const args = ["test", "--skip-build", "--manifest", manifest, "--postgres-url", postgres!.url];
      const { code, output } = await run([...args, join(SUITES, suite)], folder);
      const [, passed, failed] = SUMMARY.exec(output) ?? [];
      assert.deepEqual({ code, passed, failed }, { code: 0, passed: "1", failed: "0" }, output);
    });
  }
});
