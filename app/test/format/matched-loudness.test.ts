import { describe, expect, it } from "vitest";
import { matchingGains, sharedRate } from "../../src/lib/format/matched-loudness.ts";

const level = (loudness: number | null, truePeak = 0.9) => ({ loudness, truePeak });
const rounded = (gains: readonly number[]) => gains.map((gain) => Number(gain.toFixed(2)));

describe("matchingGains", () => {
  it("turns all down to the quietest", () => {
    expect(rounded(matchingGains([level(-8), level(-14), level(-11)]))).toEqual([0.5, 1, 0.71]);
  });

  it("raises what is quieter than anybody listens, as far as nothing clips", () => {
    const [loud, whisper, peaky] = matchingGains([level(-14), level(-40, 0.01), level(-40, 0.5)]);
    expect(rounded([loud!, whisper!, peaky!])).toEqual([0.5, 10, 1.78]);
    expect(matchingGains([level(-14), level(-30, 0.99)])[1]).toBe(1);
  });

  it("leaves alone what cannot be measured", () => {
    expect(matchingGains([level(null), null, level(-14)])).toEqual([1, 1, 1]);
    expect(matchingGains([level(null)])).toEqual([1]);
    expect(matchingGains([])).toEqual([]);
  });
});

describe("sharedRate", () => {
  it("lowers the rate of all where together they take too much memory", () => {
    expect(sharedRate(48_000, 180, 4)).toBe(48_000);
    expect(sharedRate(48_000, 600, 9)).toBe(22_050);
    expect(sharedRate(16_000, 3_600, 9)).toBe(16_000);
  });
});
