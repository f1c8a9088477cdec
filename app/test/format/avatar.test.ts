import { describe, expect, it } from "vitest";
import { pictureOf } from "../../src/lib/format/avatar.ts";

const address = `0x${"12aB".repeat(10)}`;

describe("pictureOf", () => {
  it("is the same for one address however it is written, and another for another", () => {
    expect(pictureOf(address.toLowerCase())).toEqual(pictureOf(address));
    expect(pictureOf(address)).not.toEqual(pictureOf(`${address.slice(0, -1)}7`));
  });

  it("is the same left and right, and stays on its field", () => {
    const { cells, hue } = pictureOf(address);
    const found = new Set(cells.map(([x, y]) => `${x} ${y}`));
    for (const [x, y] of cells) expect(found).toContain(`${4 - x} ${y}`);
    expect(cells.every(([x, y]) => x >= 0 && x < 5 && y >= 0 && y < 5)).toBe(true);
    expect(found.size).toBe(cells.length);
    expect(hue).toBeLessThan(360);
  });
});
