import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { toLeanIcon } from "../../vite/lean-icons.ts";

const folder = join(dirname(createRequire(import.meta.url).resolve("phosphor-svelte/package.json")), "lib");

it("keeps regular and fill of every icon and drops the rest", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith("Icon.svelte") && name !== "Icon.svelte");
  expect(files.length).toBeGreaterThan(500);
  for (const name of files.slice(0, 200)) {
    const source = readFileSync(join(folder, name), "utf8");
    const lean = toLeanIcon(source);
    expect(lean).toMatch(/\{#if weight === "fill"\}<[\s\S]+>\{:else\}<[\s\S]+>\{\/if\}<\/svg>/);
    expect(lean.match(/\{#if weight/g)).toHaveLength(1);
    expect(lean).not.toContain("$props.id");
    const pathOf = (weight: string) =>
      new RegExp(`if weight === "${weight}"\\}\\s*(<[^>]+>)`).exec(source)?.[1] ?? "none";
    expect(lean).toContain(pathOf("regular"));
    expect(lean).toContain(pathOf("fill"));
    expect(lean).not.toContain(pathOf("duotone"));
  }
});

it("leaves what it does not understand alone", () => {
  expect(toLeanIcon("<svg></svg>")).toBe("<svg></svg>");
});
