import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { withoutLinkWalk, withoutUneval } from "../../vite/lean-kit.ts";

const kit = dirname(createRequire(import.meta.url).resolve("@sveltejs/kit/package.json"));

it("takes the writer of scripts out of the browser's half of SvelteKit, and nothing else", () => {
  const source = readFileSync(join(kit, "src/runtime/app/internal/transport.js"), "utf8");
  const lean = withoutUneval(source);
  expect(lean).not.toContain("devalue.uneval");
  expect(lean).toContain("stringify = (data) => devalue.stringify(data, encoders);");
  expect(lean).toContain("parse = (data) => devalue.parse(data, decoders);");
});

it("takes the walk over all links out of SvelteKit's client, and nothing else", () => {
  const source = readFileSync(join(kit, "src/runtime/client/client.js"), "utf8");
  const lean = withoutLinkWalk(source);
  const gone = source.split("\n").length - lean.split("\n").length;
  expect(gone).toBeGreaterThan(25);
  expect(gone).toBeLessThan(40);
  expect(lean).not.toContain("querySelectorAll('a')");
  expect(lean).toMatch(/addEventListener\('mouseover'[\s\S]*async function preload\(a, priority\)/);
});

it("walks over no link that wants to be walked over", () => {
  const src = join(import.meta.dirname, "../../src");
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(html|svelte)$/.test(name),
  );
  const asking = files.filter((name) => readFileSync(join(src, name), "utf8").includes("preload-code"));
  expect(files.length).toBeGreaterThan(100);
  expect(asking).toEqual([]);
});

it("leaves what it does not understand alone", () => {
  expect(withoutUneval("export const a = 1;")).toBe("export const a = 1;");
  expect(withoutLinkWalk("export const a = 1;")).toBe("export const a = 1;");
});
