import sharp from "sharp";
import type { Face } from "./faces.ts";

/** Text as a picture, cut to its ink. */
export interface Line {
  readonly input: Buffer;
  readonly height: number;
}

function escape(text: string): string {
  return text
    .replace(/\p{Cc}/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

const NOTHING_TO_DRAW = /no text to render/;

interface Setting {
  readonly size: number;
  readonly colour: string;
  /** Lines are broken at this width, inside a word where it is too long. */
  readonly width: number;
}

export async function setText(text: string, face: Face, setting: Setting): Promise<Line> {
  try {
    return await setMarkup(escape(text), face, setting);
  } catch (error) {
    // Titles may consist of blanks or of characters that cannot be seen.
    if (!(error instanceof Error) || !NOTHING_TO_DRAW.test(error.message)) throw error;
    return setMarkup("–", face, setting);
  }
}

async function setMarkup(
  markup: string,
  { family, file }: Face,
  { size, colour, width }: Setting,
): Promise<Line> {
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}">${markup}</span>`,
      // The comma keeps Pango from reading a weight out of the family's name.
      font: `${family}, ${size}`,
      fontfile: file,
      width,
      wrap: "word-char",
      spacing: Math.round(size * -0.12),
      rgba: true,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { input: data, height: info.height };
}
