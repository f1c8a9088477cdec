import { expect, it } from "vitest";
import { packPeaks, unpackPeaks } from "../../src/lib/format/track.ts";

it("carries the shape of a recording in a character for each column", () => {
  const columns = Array.from({ length: 101 }, (_, percent) => percent);
  const packed = packPeaks(columns);
  expect(packed).toMatch(/^\w{101}$/);
  unpackPeaks(packed).forEach((peak, percent) => expect(peak).toBeCloseTo(percent / 100, 1));
  expect(unpackPeaks(packPeaks([0, 100, 250]))).toEqual([0, 1, 1]);
  expect(packPeaks([])).toBe("");
});
