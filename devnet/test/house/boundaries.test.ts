import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { repositoryRoot } from "../../bin/ensure-installed.mjs";
import { checkBoundaries } from "../../house/checks/boundaries.ts";
import { readImports } from "../../house/checks/imports.ts";
import { assertClean, assertProblems, plant } from "./helpers/plant.ts";

const manifest = JSON.stringify({ workspaces: ["contracts", "subgraph", "relay", "app", "devnet"] });
const healthy = {
  "package.json": manifest,
  "contracts/exports/abi.ts": "export const abi = [];",
  "subgraph/scripts/build.ts": 'import "../../contracts/exports/abi.ts";',
  "relay/src/protocol/index.ts": "export {};",
  "relay/src/services/pins.ts": 'import "../protocol/index.ts";\nimport "@audifi/contracts/abi";',
  "app/src/routes/+page.svelte": '<script lang="ts">\nimport "#lib/state/a.svelte.ts";\n</script>\n<p>a</p>',
  "app/src/lib/state/a.svelte.ts": 'import "../chain/b.ts";\nimport "@audifi/relay/protocol";',
  "app/src/lib/chain/b.ts": 'import "viem";\nimport "wagmi/chains";\nimport "../format/c.ts";',
  "app/src/lib/format/c.ts": "export {};",
  "devnet/src/start.ts": 'import "@audifi/relay";\nimport "../../app/server.js";',
  "app/src/lib/server/schema.ts": 'import text from "../../../../subgraph/api.graphql?raw";',
};

describe("boundaries", () => {
  it("hold in this repository", (t) => {
    assertClean(t, checkBoundaries(repositoryRoot));
  });

  it("accept what the house allows", (t) => {
    assertClean(t, checkBoundaries(plant(t, healthy)));
  });

  it("see imports between workspaces that point the wrong way", (t) => {
    const root = plant(t, {
      ...healthy,
      "contracts/scripts/a.ts": 'export * from "@audifi/relay";',
      "subgraph/scripts/b.ts": 'const app = await import("../../app/src/lib/format/c.ts");',
      "relay/src/c.ts": 'import type { A } from "@audifi/app";',
      "app/src/lib/relay/d.ts": 'import "@audifi/relay";',
      "app/src/lib/server/e.ts": 'const file = "../../../../devnet/src/start.ts";',
      "app/src/lib/server/f.ts": 'import text from "../../../../subgraph/schema.graphql?raw";',
      "subgraph/subgraph.yaml": "schema:\n  file: ../relay/schema.graphql\n",
    });
    assertProblems(checkBoundaries(root), [
      /^contracts\/scripts\/a\.ts:1: contracts may not use relay$/,
      /^subgraph\/scripts\/b\.ts:1: subgraph may not use app/,
      /^subgraph\/scripts\/b\.ts: subgraph may not use app/,
      /^relay\/src\/c\.ts:1: relay may not use app$/,
      /^app\/src\/lib\/relay\/d\.ts:1: app may not use relay$/,
      /^app\/src\/lib\/server\/e\.ts: app may not use devnet/,
      /^app\/src\/lib\/server\/f\.ts:1: app may not use subgraph\/schema\.graphql$/,
      /^app\/src\/lib\/server\/f\.ts: app may not use subgraph\/schema\.graphql$/,
      /^subgraph\/subgraph\.yaml: subgraph may not use relay/,
    ]);
  });

  it("see layers of the app and the relay that reach upwards or sideways", (t) => {
    const root = plant(t, {
      ...healthy,
      "app/src/lib/ui/Card.svelte": '<p></p><script lang="ts">\nimport "#lib/state/a.svelte.ts";\n</script>',
      "app/src/lib/format/d.ts": 'import "../chain/b.ts";',
      "app/src/lib/indexer/e.ts": 'import "#lib/chain/b.ts";',
      "relay/src/services/f.ts": 'import "../routes/health.ts";',
      "relay/src/routes/health.ts": "export {};",
    });
    assertProblems(checkBoundaries(root), [
      /^app\/src\/lib\/ui\/Card\.svelte:2: app\/src\/lib\/ui\/ may not import app\/src\/lib\/state\/$/,
      /^app\/src\/lib\/format\/d\.ts:1:/,
      /^app\/src\/lib\/indexer\/e\.ts:1:/,
      /^relay\/src\/services\/f\.ts:1:/,
    ]);
  });

  it("see packages outside of their room", (t) => {
    const root = plant(t, {
      ...healthy,
      "app/src/routes/a.ts": 'import { formatEther } from "viem";',
      "app/src/lib/chain/b.ts": 'import { initGraphQLTada } from "gql.tada";',
      "relay/src/services/c.ts": 'import type { FastifyReply } from "fastify";',
    });
    assertProblems(checkBoundaries(root), [/routes\/a\.ts:1: viem/, /chain\/b\.ts:1: gql\.tada/, /fastify/]);
  });

  it("refuse to pass over a workspace without files", (t) => {
    const { "devnet/src/start.ts": _, ...rest } = healthy;
    assertProblems(checkBoundaries(plant(t, rest)), [/^devnet: not a single file was scanned$/]);
  });

  it("read every form of import, and none from comments or strings", () => {
    const text =
      'import a from "a";\nexport { b } from "b";\nimport type { C } from "c";\nawait import("d");\n// import "e";\n';
    assert.deepEqual(
      readImports("x.ts", `${text}const s = 'import "f";';`).map(({ specifier }) => specifier),
      ["a", "b", "c", "d"],
    );
  });
});
