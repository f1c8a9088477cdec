import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

/** A face of which pages need a part at once, as `fonts.css` names it. */
export interface Face {
  readonly name: string;
  /** A variable face with the Latin letters. */
  readonly source: string;
  /** The weights that this app sets text in. */
  readonly weights: { readonly min: number; readonly max: number };
}

export const FACES: readonly Face[] = [
  {
    name: "bricolage-grotesque",
    source: "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2",
    weights: { min: 600, max: 800 },
  },
  {
    name: "instrument-sans",
    source: "@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
    weights: { min: 400, max: 700 },
  },
];

const span = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join("");

/** What pages are written in: ASCII and the signs of the app's own texts and amounts. */
export const BASIC = `${span(0x20, 0x7e)}\u{a0}£©°±·×\u{2013}\u{2014}‘’“”•…€−↑↓`;

/** What the Latin faces have besides, for the names of people and pieces: most pages never ask for it. */
export const ACCENTED = [...`${span(0xa1, 0xff)}ıŒœʻʼˆ˚˜${span(0x2000, 0x206f)}™∕\u{feff}\u{fffd}`]
  .filter((letter) => !BASIC.includes(letter))
  .join("");

const require = createRequire(import.meta.url);

/** @returns The face with these letters alone, and the weights that are used. */
export async function cutFace({ source, weights }: Face, letters: string): Promise<Uint8Array> {
  const whole = await readFile(require.resolve(source));
  return subsetFont(whole, letters, {
    ...{ targetFormat: "woff2", variationAxes: { wght: weights }, noHinting: true },
    // Kerning, accents in their places, figures of one width, ligatures.
    keepFeatures: ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "pnum", "liga"],
  });
}

/** Cutting takes seconds: what is as young as its source and this file is good. */
async function isCut(file: string, source: string): Promise<boolean> {
  const times = await Promise.all(
    [file, require.resolve(source), import.meta.filename].map(async (path) => {
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
      return mtimeMs;
    }),
  );
  return times[0] === Math.max(...times);
}

/**
 * Cuts the faces in two for `fonts.css`, which takes them from `/lean-fonts/`: a part that every page needs, and a part
 * for letters with accents.
 */
export function leanFonts(): Plugin {
  return {
    name: "audifi:lean-fonts",
    // Tests read no style sheets.
    apply: () => process.env.VITEST === undefined,
    async config() {
      const folder = join(import.meta.dirname, "..", "node_modules", ".cache", "lean-fonts");
      await mkdir(folder, { recursive: true });
      const write = async (face: Face, part: string, letters: string) => {
        const file = join(folder, `${face.name}-${part}.woff2`);
        if (!(await isCut(file, face.source))) await writeFile(file, await cutFace(face, letters));
      };
      await Promise.all(
        FACES.flatMap((face) => [write(face, "basic", BASIC), write(face, "accented", ACCENTED)]),
      );
      return { resolve: { alias: { "/lean-fonts": folder } } };
    },
  };
}
