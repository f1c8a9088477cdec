import display from "@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-800-normal.woff?inline";
import text from "@fontsource/instrument-sans/files/instrument-sans-latin-500-normal.woff?inline";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unpackWoff } from "./woff.ts";

/** A face for drawn text: the family as the font names it, and its file. */
export interface Face {
  readonly family: string;
  readonly file: string;
}

let faces: { readonly display: Face; readonly text: Face } | null = null;

function unpack(folder: string, name: string, dataUrl: string): string {
  const file = join(folder, `${name}.ttf`);
  writeFileSync(file, unpackWoff(Buffer.from(dataUrl.slice(dataUrl.indexOf(",") + 1), "base64")));
  return file;
}

/** The app's own faces, so that pictures look the same on machines without a single font. */
export function drawingFaces(): NonNullable<typeof faces> {
  if (faces === null) {
    const folder = mkdtempSync(join(tmpdir(), "audifi-faces-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    faces = {
      display: { family: "Bricolage Grotesque ExtraBold", file: unpack(folder, "display", display) },
      text: { family: "Instrument Sans Medium", file: unpack(folder, "text", text) },
    };
  }
  return faces;
}
