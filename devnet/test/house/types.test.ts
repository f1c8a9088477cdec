import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { repositoryRoot } from "../../bin/ensure-installed.mjs";
import { readWorkspaces } from "../../house/checks/tree.ts";
import { plant } from "./helpers/plant.ts";
import { runTool } from "./helpers/tools.ts";

describe("types", () => {
  for (const workspace of readWorkspaces(repositoryRoot)) {
    it(`hold in ${workspace}`, () => {
      const at = join(repositoryRoot, workspace);
      const { status, output } =
        workspace === "app"
          ? runTool(
              "svelte-check",
              ["--tsconfig", "./tsconfig.json", "--fail-on-warnings", "--output", "human"],
              at,
            )
          : runTool("tsc", ["--noEmit", "-p", "."], at);
      assert.equal(status, 0, output);
    });
  }

  it("are refused when they are wrong", (t) => {
    const root = plant(t, { "tsconfig.json": "{}", "a.ts": 'export const a: number = "a";\n' });
    assert.match(runTool("tsc", ["--noEmit", "-p", "."], root).output, /TS2322/);
  });
});
