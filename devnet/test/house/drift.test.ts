import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runTool } from "./helpers/tools.ts";

const generated = [
  { file: "contracts/exports/abi.ts", script: "contracts/scripts/export.ts" },
  { file: "subgraph/api.graphql", script: "subgraph/scripts/export-api.ts" },
];

describe("generated files", () => {
  for (const { file, script } of generated) {
    it(`${file} is what ${script} writes`, () => {
      const { status, output } = runTool("node", [script, "--check"]);
      assert.equal(status, 0, output);
    });
  }
});
