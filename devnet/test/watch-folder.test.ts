import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { sleep, waitFor } from "../src/wait.ts";
import { watchFolder } from "../src/watch-folder.ts";

const QUIET_MS = 40;

describe("watchFolder", () => {
  let folder: string;
  let changes: number;
  let running: number;
  let most: number;
  let workMs: number;
  let stop: () => void;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "audifi-watch-"));
    mkdirSync(join(folder, "src"));
    mkdirSync(join(folder, "build"));
    writeFileSync(join(folder, "src", "a.ts"), "1");
    [changes, running, most, workMs] = [0, 0, 0, 0];
    stop = watchFolder(folder, {
      ignores: /^build\b/,
      quietMs: QUIET_MS,
      onChange: async () => {
        most = Math.max(most, ++running);
        await sleep(workMs);
        running--;
        changes++;
      },
    });
  });
  afterEach(() => {
    stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const seen = (count: number): Promise<true> =>
    waitFor(`change ${count}`, async () => changes >= count || undefined, { timeoutMs: 60_000, everyMs: 10 });

  it("sees a file written in place, replaced as editors do, and written in place again", async () => {
    const file = join(folder, "src", "a.ts");
    writeFileSync(file, "2");
    await seen(1);
    writeFileSync(`${file}.new`, "3");
    renameSync(`${file}.new`, file);
    await seen(2);
    await sleep(QUIET_MS * 5);
    const before = changes;
    writeFileSync(file, "4");
    await seen(before + 1);
  });

  it("sees what happens in folders that were made later", async () => {
    mkdirSync(join(folder, "src", "new"));
    await seen(1);
    writeFileSync(join(folder, "src", "new", "b.ts"), "1");
    await seen(2);
    rmSync(join(folder, "src", "new"), { recursive: true });
    await seen(3);
  });

  it("does not look at what is ignored", async () => {
    writeFileSync(join(folder, "build", "out.js"), "1");
    await sleep(QUIET_MS * 10);
    assert.equal(changes, 0);
  });

  it("takes changes that follow each other closely as one, and never works twice at once", async () => {
    workMs = QUIET_MS * 4;
    for (let i = 0; i < 5; i++) writeFileSync(join(folder, "src", "a.ts"), String(i));
    await waitFor("The first work", async () => running + changes > 0 || undefined, { everyMs: 10 });
    writeFileSync(join(folder, "src", "a.ts"), "again");
    await seen(2);
    assert.equal(most, 1);
  });
});
