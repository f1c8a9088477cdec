import { describe, expect, it } from "vitest";
import { integratedLoudness, truePeak } from "../../src/lib/format/loudness.ts";

const fromDecibels = (level: number) => 10 ** (level / 20);

/** A tone of so many dBFS for so many seconds, part after part. */
function tone(parts: readonly (readonly [level: number, seconds: number])[], rate = 48_000, hertz = 1000) {
  const length = parts.reduce((sum, [, seconds]) => sum + Math.round(seconds * rate), 0);
  const samples = new Float32Array(length);
  let at = 0;
  for (const [level, seconds] of parts) {
    for (const end = at + Math.round(seconds * rate); at < end; at += 1) {
      samples[at] = fromDecibels(level) * Math.sin((2 * Math.PI * hertz * at) / rate);
    }
  }
  return samples;
}

const stereo = (samples: Float32Array, rate = 48_000) => integratedLoudness([samples, samples], rate);

// The minimum requirements of EBU Tech 3341: the tone that it describes, and ±0.1 LU.
describe("integratedLoudness", { timeout: 30_000 }, () => {
  it.each([
    ["1: −23 dBFS", [[-23, 20]], -23],
    ["2: −33 dBFS", [[-33, 20]], -33],
    [
      "3: quiet ends",
      [
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ],
      -23,
    ],
    [
      "4: very quiet ends",
      [
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10],
      ],
      -23,
    ],
    [
      "5: louder middle",
      [
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ],
      -23,
    ],
  ] as const)("measures signal %s", (_name, parts, expected) => {
    expect(Math.abs((stereo(tone(parts)) ?? 0) - expected)).toBeLessThan(0.1);
  });

  it("holds at other sample rates, and weighs bass less", () => {
    for (const rate of [44_100, 96_000]) {
      expect(Math.abs((stereo(tone([[-23, 5]], rate), rate) ?? 0) + 23)).toBeLessThan(0.1);
    }
    expect(stereo(tone([[-23, 5]], 48_000, 30)) ?? 0).toBeLessThan(-27);
  });

  it("measures one channel as half the power of two", () => {
    const samples = tone([[-23, 5]]);
    expect(Math.abs((integratedLoudness([samples], 48_000) ?? 0) + 26)).toBeLessThan(0.1);
  });

  it("says nothing of what is too short or too quiet", () => {
    expect(stereo(tone([[-23, 0.3]]))).toBeNull();
    expect(stereo(tone([[-90, 3]]))).toBeNull();
    expect(stereo(new Float32Array(48_000))).toBeNull();
  });
});

// EBU Tech 3341, signals 15 to 19: a peak between samples, +0.2/−0.4 dB.
describe("truePeak", () => {
  const sine = (divisor: number, degrees: number, level: number) =>
    Float32Array.from({ length: 9600 }, (_, index) => {
      const envelope = Math.min(1, index / 2000, (9599 - index) / 2000);
      return level * envelope * Math.sin((2 * Math.PI * index) / divisor + (degrees * Math.PI) / 180);
    });

  it.each([
    [4, 0, 0.5, -6],
    [4, 45, 0.5, -6],
    [6, 60, 0.5, -6],
    [8, 67.5, 0.5, -6],
    [4, 45, 1.41, 3],
  ])("finds the peak of fs/%i at %f°", (divisor, degrees, level, expected) => {
    const found = 20 * Math.log10(truePeak(sine(divisor, degrees, level)));
    expect(found - expected).toBeLessThan(0.2);
    expect(found - expected).toBeGreaterThan(-0.4);
  });

  it("is never below the highest sample", () => {
    expect(truePeak(Float32Array.of(0, 0, 0.9, 0, 0))).toBeCloseTo(0.9, 5);
    expect(truePeak(new Float32Array(100))).toBe(0);
  });
});
