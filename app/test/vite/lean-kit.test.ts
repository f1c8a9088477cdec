import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { withoutUneval } from "../../vite/lean-kit.ts";

const kit = dirname(createRequire(import.meta.url).resolve("@sveltejs/kit/package.json"));

it("takes the writer of scripts out of the browser's half of SvelteKit, and nothing else", () => {
  const source = readFileSync(join(kit, "src/runtime/app/internal/transport.js"), "utf8");
  const lean = withoutUneval(source);
  expect(lean).not.toContain("devalue.uneval");
  expect(lean).toContain("stringify = (data) => devalue.stringify(data, encoders);");
  expect(lean).toContain("parse = (data) => devalue.parse(data, decoders);");
});

it("leaves what it does not understand alone", () => {
  expect(withoutUneval("export const a = 1;")).toBe("export const a = 1;");
});
