import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import sharp from "sharp";
import { letter } from "../../src/catalogue/covers/lettering.ts";
import {
  type PictureName,
  composeSvg,
  renderPicture,
  renderPictures,
} from "../../src/catalogue/covers/render.ts";
import { artists, masters } from "../../src/catalogue/content/index.ts";
import { cacheFolder } from "../../src/catalogue/prepare.ts";

const covers = [...new Set(masters.map(({ files }) => files))];
const portraits = [...new Set(artists.map(({ portrait }) => portrait))];

describe("covers and portraits", () => {
  let pictures: Record<PictureName, Uint8Array>;
  before(async () => {
    pictures = await renderPictures(cacheFolder);
  });

  for (const [names, size] of [
    [covers, 1400],
    [portraits, 800],
  ] as const) {
    for (const name of names) {
      it(`${name} is a WebP picture of ${size} pixels that is neither flat nor huge`, async () => {
        const { format, width, height } = await sharp(pictures[name]).metadata();
        assert.deepEqual({ format, width, height }, { format: "webp", width: size, height: size });
        const { entropy } = await sharp(pictures[name]).stats();
        assert.ok(entropy > 1.5, `entropy ${entropy}`);
        assert.ok(pictures[name].length < 500_000);
      });

      it(`${name} needs no font and no other file`, () => {
        const svg = composeSvg(name);
        assert.doesNotMatch(svg, /<text|font-family|<image|href|NaN|undefined/);
        assert.equal(composeSvg(name), svg);
      });
    }
  }

  it("differ in their main colours", async () => {
    const mains = await Promise.all(
      covers.map(async (name) => {
        const { dominant, channels } = await sharp(pictures[name]).stats();
        const tones = [dominant.r, dominant.g, dominant.b, ...channels.map(({ mean }) => mean)];
        return tones.map((tone) => tone >> 4).join(" ");
      }),
    );
    assert.equal(new Set(mains).size, covers.length);
  });

  it("come out the same every time", async () => {
    assert.ok(Buffer.from(await renderPicture("the-low-tides")).equals(pictures["the-low-tides"]));
  });
});

describe("lettering", () => {
  const style = { size: 100, weight: 10, colour: "#000" };

  it("has every capital, every digit and the signs that titles need", () => {
    assert.doesNotThrow(() => letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 .,-&", 0, 0, style));
  });

  it("refuses what it cannot draw", () => {
    assert.throws(() => letter("Ø", 0, 0, style), /has no "Ø"/);
  });

  it("moves centred and right-aligned text by half and all of its width", () => {
    const at = (anchor: "start" | "middle" | "end"): number =>
      Number(/translate\((-?[\d.]+)/.exec(letter("TIDE", 500, 0, { ...style, anchor }))?.[1]);
    assert.ok(at("start") > at("middle") && at("middle") > at("end"));
    assert.ok(Math.abs(at("start") + at("end") - 2 * at("middle")) < 0.05);
  });
});
