import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { repositoryRoot } from "../../bin/ensure-installed.mjs";
import { plant } from "./helpers/plant.ts";
import { runTool, type ToolResult } from "./helpers/tools.ts";

const eslint = ["--config", join(repositoryRoot, "devnet/house/eslint.config.js"), "--max-warnings", "0"];

function assertQuiet({ status, output }: ToolResult): void {
  assert.equal(status, 0, output);
}

describe("formatter", () => {
  it("leaves nothing to change", () => {
    assertQuiet(runTool("prettier", ["--check", "--log-level", "warn", "."]));
  });

  for (const [file, text] of [
    ["a.ts", "export const a = 'single'"],
    ["a.svelte", "<p   >a</p>"],
    ["a.sol", "contract A{uint256 x;}"],
    ["a.md", "*  a"],
    ["a.css", "a{color:red}"],
    ["a.yaml", "a:   1"],
    ["a.graphql", "type A{b:Int}"],
  ] as const) {
    it(`knows .${file.split(".")[1]}`, (t) => {
      const root = plant(t, { [file]: text });
      const config = join(repositoryRoot, ".prettierrc.json");
      const { status, output } = runTool("prettier", ["--check", "--config", config, join(root, file)]);
      assert.equal(status, 1, output);
      assert.match(output, /Code style issues/);
    });
  }
});

describe("linter", () => {
  it("has nothing to say", () => {
    assertQuiet(runTool("eslint", [...eslint, "."]));
  });

  it("sees lost promises, unused names, loose equality and packages outside of their room", () => {
    const planted: readonly (readonly [string, string, RegExp])[] = [
      ["devnet/house/checks/tree.ts", "async function a() {}\na();\n", /no-floating-promises/],
      ["app/src/lib/format/planted.ts", "const a = 1;\n", /no-unused-vars/],
      ["app/src/lib/format/planted.ts", "export const a = (b: number) => b == 1;\n", /eqeqeq/],
      ["app/src/lib/format/planted.ts", 'export { parseEther } from "viem";\n', /no-restricted-imports/],
    ];
    for (const [path, text, rule] of planted) {
      const script = `printf '%s' "$1" | eslint "\${@:3}" --stdin --stdin-filename "$2"`;
      const { status, output } = runTool("bash", ["-c", script, "planted", text, path, ...eslint]);
      assert.equal(status, 1, output);
      assert.match(output, rule);
    }
  });
});

describe("dead code", () => {
  const knip = ["--no-progress", "--no-config-hints"];

  it("is not there", () => {
    assertQuiet(runTool("knip", [...knip, "--config", "devnet/house/knip.ts"]));
  });

  it("is found when it is there", (t) => {
    const root = plant(t, {
      "package.json": JSON.stringify({ name: "a", type: "module", workspaces: ["relay"] }),
      "relay/package.json": JSON.stringify({
        name: "b",
        type: "module",
        scripts: { start: "node src/server.ts" },
        dependencies: { pg: "8.0.0" },
      }),
      "relay/src/server.ts": 'import { used } from "./used.ts";\nused();\n',
      "relay/src/used.ts": "export const used = () => 1;\nexport const unused = 2;\n",
      "relay/src/lost.ts": "export {};\n",
    });
    copyFileSync(join(repositoryRoot, "devnet/house/knip.ts"), join(root, "knip.ts"));
    const { status, output } = runTool("knip", knip, root);
    assert.equal(status, 1, output);
    for (const find of [/relay\/src\/lost\.ts/, /^pg\b/m, /^unused\b/m]) assert.match(output, find);
  });
});
