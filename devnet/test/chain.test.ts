import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { startAnvil } from "../../contracts/test/helpers/anvil.ts";
import { findFreePortBase, portsFrom } from "../src/ports.ts";
import { Progress } from "../src/progress.ts";
import { type Chain, startChain } from "../src/services/chain.ts";
import { StateDirectory } from "../src/state-directory.ts";
import { Supervisor } from "../src/supervisor.ts";

const BLOCKS = 700;
const ANYBODY = "0x00000000000000000000000000000000000000f1";

describe("a chain of many blocks", () => {
  const folder = mkdtempSync(join(tmpdir(), "audifi-chain-"));
  const home = join(folder, "home");
  const state = new StateDirectory(join(folder, "state"));
  const supervisor = new Supervisor(state);
  const usualHome = process.env.HOME;
  let chain: Chain;

  before(async () => {
    mkdirSync(home);
    process.env.HOME = home;
    const ports = portsFrom(await findFreePortBase());
    chain = await startChain({ state, supervisor, ports, progress: new Progress(() => {}), isDev: false });
    await chain.call("anvil_mine", [`0x${BLOCKS.toString(16)}`]);
  });
  after(async () => {
    process.env.HOME = usualHome;
    await supervisor.stopAll();
    rmSync(folder, { recursive: true, force: true });
  });

  const balanceAt = (block: number) =>
    chain.call<string>("eth_getBalance", [ANYBODY, `0x${block.toString(16)}`]);

  it("answers of the last 128, as a real node, and says of older ones that it does not have them", async () => {
    assert.equal(await balanceAt(BLOCKS - 128), "0x0");
    await assert.rejects(balanceAt(BLOCKS - 129), /BlockOutOfRange/);
  });

  it("keeps every block itself", async () => {
    assert.equal((await chain.block(1n))?.number, "0x1");
  });

  it("follows a reorganisation as deep as that", async () => {
    await chain.call("anvil_reorg", [100, []]);
    assert.equal(BigInt((await chain.block("latest"))?.number ?? 0), BigInt(BLOCKS));
  });

  it("leaves no file in the home directory, nor does one that a test starts", async () => {
    const other = await startAnvil();
    await other.control.mine({ blocks: BLOCKS });
    other.stop();
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    assert.deepEqual(files, []);
  });
});
