import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { keepUsedWeights } from "../../vite/phosphor-weights.ts";

const folder = join(dirname(createRequire(import.meta.url).resolve("phosphor-svelte/package.json")), "lib");

it("keeps regular and fill of every icon and drops the rest", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith("Icon.svelte") && name !== "Icon.svelte");
  expect(files.length).toBeGreaterThan(500);
  for (const name of files.slice(0, 200)) {
    const kept = keepUsedWeights(readFileSync(join(folder, name), "utf8"));
    expect(kept).toContain('{#if weight === "fill"}');
    expect(kept).toContain('{:else if weight === "regular"}');
    expect(kept).not.toContain('"duotone"');
    expect(kept.match(/\{#if weight/g)).toHaveLength(1);
  }
});

it("leaves what it does not understand alone", () => {
  expect(keepUsedWeights("<svg></svg>")).toBe("<svg></svg>");
});
