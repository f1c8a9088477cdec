import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { accentOf } from "../../src/lib/server/og/accent.ts";
import { drawPreview, PREVIEW_HEIGHT, PREVIEW_WIDTH, type Drawing } from "../../src/lib/server/og/draw.ts";
import { unpackWoff } from "../../src/lib/server/og/woff.ts";

const woff = readFileSync(
  createRequire(import.meta.url).resolve(
    "@fontsource/instrument-sans/files/instrument-sans-latin-500-normal.woff",
  ),
);

describe("unpackWoff", () => {
  it("gives a font whose tables have the checksums they claim", () => {
    const font = unpackWoff(woff);
    expect(font.readUInt32BE(0)).toBe(0x00010000);
    const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
    expect(tables.length).toBeGreaterThan(8);
    for (const entry of tables) {
      const tag = font.toString("latin1", entry, entry + 4);
      const [claimed, offset, length] = [4, 8, 12].map((at) => font.readUInt32BE(entry + at)) as [
        number,
        number,
        number,
      ];
      let sum = 0;
      for (let at = offset; at < offset + length; at += 4) sum = (sum + font.readUInt32BE(at)) >>> 0;
      // The head table holds a sum over the whole file, which is left out of its own.
      if (tag === "head") sum = (sum - font.readUInt32BE(offset + 8)) >>> 0;
      expect(sum, tag).toBe(claimed);
    }
  });

  it("refuses anything else", () => {
    expect(() => unpackWoff(Buffer.from("wOF2 is another format"))).toThrow("not a WOFF");
  });
});

describe("accentOf", () => {
  // As Chromium paints oklch(0.47 0.115 <hue>).
  it.each([
    [null, "#874900"],
    [145, "#296b2e"],
    [265, "#3a579b"],
  ])("turns the hue %s into the light theme's accent", (hue, colour) => {
    expect(accentOf(hue)).toBe(colour);
  });
});

describe("drawPreview", () => {
  const words = { title: "Night Ferry", subtitle: "Halden Pier", facts: ["Open: 9 of 10 shares left"] };
  const plain: Drawing = { ...words, pictures: [], hue: null };

  /** How many pixels of a part of the picture are as dark as ink. */
  async function inkOf(image: Buffer, top: number, height: number): Promise<number> {
    const part = { left: PREVIEW_HEIGHT, top, width: PREVIEW_WIDTH - PREVIEW_HEIGHT, height };
    const { data } = await sharp(image).extract(part).greyscale().raw().toBuffer({ resolveWithObject: true });
    return data.reduce((count, value) => count + (value < 90 ? 1 : 0), 0);
  }

  it("has the size that readers of links expect, and words on it", async () => {
    const image = await drawPreview(plain);
    expect(await sharp(image).metadata()).toMatchObject({ format: "png", width: 1200, height: 630 });
    expect(await inkOf(image, 150, 90)).toBeGreaterThan(1500);
    expect(await inkOf(image, 300, 60)).toBe(0);
  });

  it.each([
    ["markup", `<b>&amp; "bold"</b> & <span foreground="red">`],
    ["a name of 64 letters without a gap", "W".repeat(64)],
    ["blanks", "   "],
    ["characters that cannot be seen", "\u200B\u200D"],
    ["words of many lines", "a long title that goes on ".repeat(8)],
    ["control characters and other scripts", "日本\u0007 \u202Eabc\n🎵"],
  ])("survives %s", async (_, title) => {
    const offering = { publicShares: 300, sold: 12 };
    const facts = ["Open: 9 of 10 shares left", "0.02 ETH a share", "0.1 ETH earned by each so far"];
    const image = await drawPreview({ ...plain, title, facts, offering });
    expect(await sharp(image).metadata()).toMatchObject({ width: 1200, height: 630 });
  });

  it("draws four pictures as a wall and fewer as one", async () => {
    const paint = (background: string) =>
      sharp({ create: { width: 8, height: 8, channels: 3, background } })
        .png()
        .toBuffer();
    const colours = await Promise.all(["#f00", "#0f0", "#00f", "#ff0"].map(paint));
    const pixel = async (image: Buffer, left: number, top: number) =>
      [...(await sharp(image).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())].slice(0, 3);
    const wall = await drawPreview({ ...plain, pictures: colours });
    expect(await pixel(wall, 10, 10)).toEqual([255, 0, 0]);
    expect(await pixel(wall, 620, 620)).toEqual([255, 255, 0]);
    const one = await drawPreview({ ...plain, pictures: colours.slice(0, 2) });
    expect(await pixel(one, 620, 620)).toEqual([255, 0, 0]);
  });
});
