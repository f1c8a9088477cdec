import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, describe, it } from "node:test";
import { identifyProcess } from "../src/identity.ts";
import { writeJson } from "../src/json-file.ts";
import { endLeftovers, ProcessLedger } from "../src/ledger.ts";
import { StateDirectory } from "../src/state-directory.ts";

const folders: string[] = [];
let state: StateDirectory;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "audifi-state-"));
  folders.push(folder);
  state = new StateDirectory(folder);
});
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe("state directory", () => {
  describe("lock", () => {
    it("refuses a second holder while the first lives, and names it", () => {
      state.lock();
      assert.throws(() => new StateDirectory(state.path).lock(), {
        name: "StateError",
        message: new RegExp(`process ${process.pid}`),
      });
      state.unlock();
      new StateDirectory(state.path).lock();
    });

    it("takes over from a process that is gone", () => {
      writeJson(state.file("lock"), { pid: 2 ** 22 - 1, identity: "gone" });
      state.lock();
    });

    it("takes over when the pid belongs to another process by now", () => {
      writeJson(state.file("lock"), { pid: process.pid, identity: "1 an earlier process" });
      state.lock();
    });

    it("takes over a lock that says nothing", () => {
      writeFileSync(state.file("lock"), "");
      state.lock();
    });
  });

  it("says which folder it cannot be kept in, and how to name another", () => {
    const file = state.file("a-file");
    writeFileSync(file, "");
    for (const path of [file, join(file, "state")]) {
      assert.throws(() => new StateDirectory(path).lock(), {
        name: "StateError",
        message: /cannot be kept in .*a-file[\s\S]*AUDIFI_STATE_DIR/,
      });
    }
  });

  it("empties everything but the lock", () => {
    state.lock();
    state.addFacts({ fingerprint: "0x1" });
    writeFileSync(state.file("endpoints.json"), "{}");
    state.empty();
    assert.equal(existsSync(state.file("endpoints.json")), false);
    assert.deepEqual(state.readFacts(), {});
    assert.equal(existsSync(state.file("lock")), true);
  });

  describe("processes of a killed start", () => {
    const startSleeper = () => spawn("sleep", ["60"], { detached: true, stdio: "ignore" });

    it("are ended", async () => {
      const sleeper = startSleeper();
      new ProcessLedger(state).add("sleeper", sleeper.pid ?? 0);
      assert.deepEqual(await endLeftovers(state), ["sleeper"]);
      assert.equal(identifyProcess(sleeper.pid ?? 0), undefined);
    });

    it("are left alone when the pid is another program's", async () => {
      const stranger = startSleeper();
      writeJson(state.processesFile, [{ name: "chain", pid: stranger.pid, identity: "1 anvil" }]);
      assert.deepEqual(await endLeftovers(state), []);
      assert.notEqual(identifyProcess(stranger.pid ?? 0), undefined);
      stranger.kill("SIGKILL");
    });
  });
});
