import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { Findings } from "../../../house/checks/tree.ts";

/** A throw-away tree outside of any repository. */
export function plant(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "audifi-house-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

export function assertClean(t: TestContext, { scanned, problems, remarks = [] }: Findings): void {
  for (const remark of remarks) t.diagnostic(remark);
  assert.ok(scanned > 0, "the check looked at nothing");
  assert.equal(problems.join("\n"), "");
}

/** Exactly one problem for each pattern, in any order. */
export function assertProblems({ problems }: Findings, patterns: readonly RegExp[]): void {
  const listed = problems.join("\n");
  for (const pattern of patterns) {
    assert.equal(problems.filter((problem) => pattern.test(problem)).length, 1, `${pattern} in:\n${listed}`);
  }
  assert.equal(problems.length, patterns.length, listed);
}
