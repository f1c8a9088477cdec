import { describe, it } from "node:test";
import { repositoryRoot } from "../../bin/ensure-installed.mjs";
import { checkLayout, checkSuites } from "../../house/checks/layout.ts";
import { checkSchema } from "../../house/checks/schema.ts";
import { suites } from "../../house/runner/suites.ts";
import { assertClean, assertProblems, plant } from "./helpers/plant.ts";

const strict = '{ "compilerOptions": { "strict": true, "noUncheckedIndexedAccess": true } }';
const workspace = {
  "package.json": '{ "workspaces": ["relay"] }',
  "relay/package.json": "{}",
  "relay/README.md": "# Relay",
  "relay/tsconfig.json": strict,
};

describe("layout", () => {
  it("is the house's in this repository", (t) => {
    assertClean(t, checkLayout(repositoryRoot));
  });

  it("allows a complete workspace", (t) => {
    assertClean(t, checkLayout(plant(t, { ...workspace, "relay/src/a-name.svelte.ts": "", ".ci/run": "" })));
  });

  it("shows strangers at the root, odd names, missing READMEs and lax compilers", (t) => {
    const { "relay/README.md": _, ...rest } = workspace;
    const root = plant(t, {
      ...rest,
      "relay/tsconfig.json": '{ "compilerOptions": { "strict": true } }',
      "notes.txt": "",
      "tools/a.ts": "",
      "relay/src/camelCase.ts": "",
      "relay/src/card.svelte": "",
    });
    assertProblems(checkLayout(root), [
      /^relay: README\.md is missing$/,
      /^relay\/tsconfig\.json: noUncheckedIndexedAccess is not on$/,
      /^notes\.txt: does not belong/,
      /^tools\/a\.ts: does not belong/,
      /camelCase\.ts: files are named/,
      /card\.svelte: components are named/,
    ]);
  });
});

describe("suites", () => {
  it("run every test file of this repository", (t) => {
    assertClean(t, checkSuites(repositoryRoot, suites));
  });

  it("are missed where a file belongs to none, or a suite has none", (t) => {
    const root = plant(t, {
      "relay/test/a.test.ts": "",
      "relay/lost/b.test.ts": "",
      "contracts/c.t.sol": "",
    });
    const table = [
      { name: "relay", files: ["relay/test/**/*.test.ts"] },
      { name: "app", files: ["app/test/*.test.ts"] },
    ];
    assertProblems(checkSuites(root, table), [/relay\/lost\/b/, /contracts\/c\.t\.sol/, /^app: the suite/]);
  });
});

describe("schema", () => {
  it("describes every type and field in this repository", (t) => {
    assertClean(t, checkSchema(repositoryRoot));
  });

  it("is refused with a silent type or field", (t) => {
    const schema = 'type A @entity { "An id." id: ID! b: Int! }\n"A colour." enum C { "Red." RED }';
    assertProblems(checkSchema(plant(t, { "subgraph/schema.graphql": schema })), [
      /: A has no description/,
      /: A\.b has no description/,
    ]);
  });
});
