import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { ACCENTED, BASIC, cutFace, FACES } from "../../vite/lean-fonts.ts";

const { resolve } = createRequire(import.meta.url);
const sheet = readFileSync(new URL("../../src/lib/ui/styles/fonts.css", import.meta.url), "utf8");

/** The letters for which a browser asks for a file. */
function lettersOf(file: string): Set<string> {
  const face = [...sheet.matchAll(/@font-face \{[^}]*\}/g)].find(([text]) =>
    text.includes(`/${file}.woff2"`),
  );
  const ranges = [...(face?.[0].matchAll(/U\+([0-9A-F]{4})(?:-([0-9A-F]{4}))?/g) ?? [])];
  const letters = ranges.flatMap(([, from = "", to = from]) => {
    const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
  });
  return new Set(letters);
}

describe.each(FACES)("$name", (face) => {
  it("is asked for by the letters that were cut into each part", () => {
    expect(lettersOf(`${face.name}-basic`)).toEqual(new Set(BASIC));
    expect(lettersOf(`${face.name}-accented`)).toEqual(new Set(ACCENTED));
  });

  it("is said to have the weights that were kept", () => {
    const { min, max } = face.weights;
    const declared = sheet.match(new RegExp(`font-weight: ${min} ${max};[^}]*/${face.name}-`, "g"));
    expect(declared).toHaveLength(2);
  });

  it("weighs less in each part than as a whole, and differs between them", async () => {
    const whole = statSync(resolve(face.source)).size;
    const [basic, accented] = await Promise.all([cutFace(face, BASIC), cutFace(face, ACCENTED)]);
    for (const part of [basic, accented]) {
      expect(Buffer.from(part.slice(0, 4)).toString()).toBe("wOF2");
      expect(part.length).toBeGreaterThan(2_000);
    }
    expect(basic.length).toBeLessThan(whole * 0.75);
    expect(accented.length).toBeLessThan(whole * 0.3);
  });
});

it("keeps the two parts apart", () => {
  expect([...ACCENTED].filter((letter) => BASIC.includes(letter))).toEqual([]);
  expect(ACCENTED).toContain("é");
});
