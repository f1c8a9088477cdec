import type { LinkPreview } from "#lib/format/link-preview.ts";
import { tiersLeft } from "#lib/format/shares.ts";
import sharp, { type OverlayOptions } from "sharp";
import { accentOf } from "./accent.ts";
import { drawingFaces, type Face } from "./faces.ts";
import { setText, type Line } from "./text.ts";

export const PREVIEW_WIDTH = 1200;
export const PREVIEW_HEIGHT = 630;

const PAPER = "#f7f2e8";
const SUNKEN = "#eee7d9";
const INK = "#1c1713";
const SOFT = "#5d5348";
const LINE = "#d9cfbe";
const GAP = 6;

const LEFT = PREVIEW_HEIGHT + 56;
const COLUMN = PREVIEW_WIDTH - LEFT - 56;
const TOP = 152;
const BOTTOM = PREVIEW_HEIGHT - 56;
const TITLE_SIZES = [76, 64, 54, 46, 38];
const AFTER_TITLE = 30;
const BEFORE_FACTS = 28;

export interface Drawing extends LinkPreview {
  /** One picture, or up to four that share the square on the left. */
  readonly pictures: readonly Uint8Array[];
  readonly hue: number | null;
  readonly offering?: { readonly publicShares: number; readonly sold: number };
}

const setLine = (text: string, face: Face, size: number, colour: string) =>
  setText(text, face, { size, colour, width: COLUMN });

/** The largest size at which a title fits into the height; one that never does is cut. */
async function setTitle(title: string, room: number): Promise<Line> {
  const { display } = drawingFaces();
  for (const size of TITLE_SIZES) {
    const line = await setLine(title, display, size, INK);
    if (line.height <= room) return line;
  }
  return setLine(`${title.slice(0, 40)}…`, display, 34, INK);
}

function logo(accent: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="52" height="52" viewBox="0 0 32 32">
      <circle cx="16" cy="16" r="14" fill="none" stroke="${INK}" stroke-width="2.5"/>
      <circle cx="16" cy="16" r="8.5" fill="none" stroke="${INK}" opacity="0.45"/>
      <path d="M16 16V2A14 14 0 0 1 28.1 9Z" fill="${accent}"/>
    </svg>`,
  );
}

/** Widths follow the square root of a tier's size, as in the lists. */
function tierBar({ publicShares, sold }: NonNullable<Drawing["offering"]>, accent: string): Buffer {
  const tiers = tiersLeft(publicShares, sold);
  const room = COLUMN - GAP * (tiers.length - 1);
  const whole = tiers.reduce((sum, { size }) => sum + Math.sqrt(size), 0);
  let x = 0;
  const bars = tiers.map(({ size, left }) => {
    const width = (room * Math.sqrt(size)) / whole;
    const filled = (width * (size - left)) / size;
    const bar = `<rect x="${x}" width="${width}" height="14" fill="${LINE}"/><rect x="${x}" width="${filled}" height="14" fill="${accent}"/>`;
    x += width + GAP;
    return bar;
  });
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${COLUMN}" height="14">${bars.join("")}</svg>`,
  );
}

async function layPictures(pictures: readonly Uint8Array[]): Promise<OverlayOptions[]> {
  const shown = pictures.length >= 4 ? pictures.slice(0, 4) : pictures.slice(0, 1);
  const half = PREVIEW_HEIGHT / 2;
  const side = shown.length === 4 ? half - GAP / 2 : PREVIEW_HEIGHT;
  return Promise.all(
    shown.map(async (picture, index) => ({
      input: await sharp(picture).resize(side, side, { fit: "cover" }).png().toBuffer(),
      left: index % 2 === 0 ? 0 : half + GAP / 2,
      top: index < 2 ? 0 : half + GAP / 2,
    })),
  );
}

/** Facts stand on the ground line, above the bar of tiers; `top` is where they begin. */
async function layFacts({ facts, offering }: Drawing, accent: string) {
  const layers: OverlayOptions[] = [];
  let top = BOTTOM;
  if (offering) {
    top -= 14;
    layers.push({ input: tierBar(offering, accent), left: LEFT, top });
    top -= 26;
  }
  const { text } = drawingFaces();
  const lines = await Promise.all(
    facts.map((fact, index) => setLine(fact, text, index === 0 ? 30 : 26, index === 0 ? INK : SOFT)),
  );
  for (const { input, height } of lines.toReversed()) {
    top -= height;
    layers.push({ input, left: LEFT, top });
    top -= 16;
  }
  return { layers, top };
}

async function layWords({ title, subtitle }: Drawing, bottom: number): Promise<OverlayOptions[]> {
  const below = subtitle === "" ? null : await setLine(subtitle.slice(0, 80), drawingFaces().text, 32, SOFT);
  const room = bottom - BEFORE_FACTS - TOP - (below ? below.height + AFTER_TITLE : 0);
  const line = await setTitle(title, room);
  const words = [{ input: line.input, left: LEFT, top: TOP }];
  return below ? [...words, { input: below.input, left: LEFT, top: TOP + line.height + AFTER_TITLE }] : words;
}

/** Draws the picture of a link: covers on the left, words on the right. */
export async function drawPreview(drawing: Drawing): Promise<Buffer> {
  const accent = accentOf(drawing.hue);
  const facts = await layFacts(drawing, accent);
  const ground = { width: PREVIEW_WIDTH, height: PREVIEW_HEIGHT, channels: 3 as const, background: PAPER };
  const square = { width: PREVIEW_HEIGHT, height: PREVIEW_HEIGHT, channels: 3 as const, background: SUNKEN };
  return sharp({ create: ground })
    .composite([
      { input: { create: square }, left: 0, top: 0 },
      ...(await layPictures(drawing.pictures)),
      { input: logo(accent), left: LEFT, top: 52 },
      { input: (await setLine("AudiFi", drawingFaces().display, 34, INK)).input, left: LEFT + 68, top: 64 },
      ...(await layWords(drawing, facts.top)),
      ...facts.layers,
    ])
    .png({ compressionLevel: 9 })
    .toBuffer();
}
