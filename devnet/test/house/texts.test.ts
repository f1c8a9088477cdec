import { describe, it } from "node:test";
import { repositoryRoot } from "../../bin/ensure-installed.mjs";
import { checkTexts } from "../../house/checks/texts.ts";
import { assertClean, assertProblems, plant } from "./helpers/plant.ts";

const address = `0x${"a1".repeat(20)}`;

describe("texts", () => {
  it("are clean in this repository", (t) => {
    assertClean(t, checkTexts(repositoryRoot));
  });

  it("may name addresses in deployments and fixtures, long words, the zero address and numbered notes", (t) => {
    const root = plant(t, {
      "contracts/deployments/1.json": `{"a":"${address}"}`,
      "relay/test/fixtures/wallets.ts": `export const a = "${address}";`,
      "relay/src/a.ts": `export const hash = "0x${"ab".repeat(32)}";`,
      "app/src/b.ts": `export const zero = "0x${"0".repeat(40)}";\n// TODO(#12): say why\n// Paths such as /work are fine; so are words.`,
    });
    assertClean(t, checkTexts(root));
  });

  it("show what does not belong into a repository", (t) => {
    const root = plant(t, {
      "app/src/a.ts": `const market = "${address}";`,
      "app/src/b.ts": 'const abi = [{ type: "function", stateMutability: "view" }];',
      "relay/src/c.ts": 'const abi = parseAbi(["function a()"]);',
      "relay/src/d.ts": "// FIXME later",
      "devnet/README.md": "Run `/home/somebody/bin/x`.",
      ".npmrc": "registry=https://registry.example.org/npm/",
      "package-lock.json": '{ "resolved": "https://example.org/a.tgz" }',
      "app/src/e.svelte": "<script>\n  // const old = compute(1);\n</script>",
      "contracts/src/F.sol": "contract F {\n    // emit Gone(a);\n}",
    });
    assertProblems(checkTexts(root), [
      /^app\/src\/a\.ts:1: an address literal/,
      /^app\/src\/b\.ts:1: a copied ABI/,
      /^relay\/src\/c\.ts:1: a copied ABI/,
      /^relay\/src\/d\.ts:1: a note to self/,
      /^devnet\/README\.md:1: a path of somebody's machine/,
      /^\.npmrc:1: a package registry/,
      /^package-lock\.json:1: an address that a package/,
      /^app\/src\/e\.svelte:2: commented-out code/,
      /^contracts\/src\/F\.sol:2: commented-out code/,
    ]);
  });
});
