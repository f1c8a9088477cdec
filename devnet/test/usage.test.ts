import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { inRepository } from "../src/repository.ts";

const commands = [
  ["start", "npm start", ["--nonsense"], "Unknown option '--nonsense'."],
  ["start", "npm start", ["nonsense"], "Unexpected argument 'nonsense'."],
  ["e2e", "npm run e2e", ["nonsense"], 'There is no journey "nonsense".'],
  ["bench", "npm run bench", ["--only", "nonsense"], 'There is no area "nonsense".'],
  ["bench", "npm run bench", ["--only"], "Option '--only <value>' argument missing."],
  ["test", "npm test", ["--only", "nonsense"], 'There is no suite named "nonsense".'],
] as const;

describe("a command", () => {
  const folder = mkdtempSync(join(tmpdir(), "audifi-usage-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (script: string, words: readonly string[]) =>
    spawnSync(process.execPath, [inRepository("devnet", "bin", `${script}.mjs`), ...words], {
      encoding: "utf8",
      env: { ...process.env, TMPDIR: folder, AUDIFI_STATE_DIR: join(folder, "state") },
    });

  for (const [script, name, words, problem] of commands) {
    it(`says what is wrong with ${name} -- ${words.join(" ")}, and how it is used`, () => {
      const { status, stdout, stderr } = run(script, words);
      const said = stdout + stderr;
      assert.equal(status, 1);
      assert.ok(said.startsWith(problem), said);
      assert.match(said, new RegExp(`^usage: ${name}`, "m"));
      assert.doesNotMatch(said, /^ +at /m);
    });
  }

  for (const [script, name] of new Map(commands.map(([script, name]) => [script, name]))) {
    it(`tells how ${name} is used when asked`, () => {
      const { status, stdout, stderr } = run(script, ["--help"]);
      assert.equal(status, 0);
      assert.ok(stdout.startsWith(`usage: ${name}`), stdout);
      assert.equal(stderr, "");
    });
  }

  it("that does nothing leaves nothing", () => {
    assert.deepEqual(
      readdirSync(folder).filter((entry) => entry.startsWith("audifi-") || entry === "state"),
      [],
    );
  });
});
