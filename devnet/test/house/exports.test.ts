import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { repositoryRoot } from "../../bin/ensure-installed.mjs";
import { listExports } from "../../house/checks/exports.ts";
import { plant } from "./helpers/plant.ts";

describe("exports", () => {
  it("are the ones that were agreed on", (t) => {
    const file = join(import.meta.dirname, "exports.snapshot.json");
    t.assert.fileSnapshot(listExports(repositoryRoot), file);
  });

  it("name values and types, also those passed on", (t) => {
    const root = plant(t, {
      "package.json": '{ "workspaces": ["relay"] }',
      "relay/package.json": '{ "name": "@audifi/relay", "exports": { "./protocol": "./a.ts" } }',
      "relay/a.ts": 'export * from "./b.ts";\nexport interface Shape { a: 1 }\nexport const z = 1;\n',
      "relay/b.ts": "export const passedOn = 1;\nconst hidden = 2;\nexport default hidden;\n",
    });
    assert.deepEqual(listExports(root), { "@audifi/relay/protocol": ["Shape", "passedOn", "z"] });
  });

  it("must lead to a file", (t) => {
    const root = plant(t, {
      "package.json": '{ "workspaces": ["relay"] }',
      "relay/package.json": '{ "name": "@audifi/relay", "exports": { "./protocol": "./gone.ts" } }',
    });
    assert.throws(() => listExports(root), /@audifi\/relay\/protocol points to a file/);
  });
});
