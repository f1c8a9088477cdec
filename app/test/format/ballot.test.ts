import { describe, expect, it } from "vitest";
import { newestBallots, nextSequence, type KeptBallot } from "../../src/lib/format/ballot.ts";

const ballot = (decision: number, option: number, sequence: bigint): KeptBallot => ({
  ...{ decision, option, voter: "0x1", sequence: String(sequence), signature: "0x2" },
  receipt: { ballot: "0x3", receivedAt: 1, signature: "0x4", weight: 1 },
});

describe("newestBallots", () => {
  it("takes the highest sequence of each decision, from wherever it is known", () => {
    const here = [ballot(0, 1, 10n), ballot(2, 0, 5n)];
    const relay = [ballot(0, 2, 9n), ballot(2, 1, 6n), ballot(1, 0, 1n)];
    const options = newestBallots(here, relay).map(({ decision, option }) => [decision, option]);
    expect(options).toEqual([
      [0, 1],
      [1, 0],
      [2, 1],
    ]);
  });

  it("compares sequences that are larger than numbers can hold", () => {
    const [newest] = newestBallots([ballot(0, 1, 2n ** 63n + 1n)], [ballot(0, 2, 2n ** 63n)]);
    expect(newest?.option).toBe(1);
  });
});

describe("nextSequence", () => {
  it("is the clock, unless a device whose clock is ahead was here before", () => {
    expect(nextSequence([], 1_000)).toBe(1_000n);
    expect(nextSequence([ballot(0, 1, 900n)], 1_000)).toBe(1_000n);
    expect(nextSequence([ballot(0, 1, 1_000n)], 1_000)).toBe(1_001n);
    expect(nextSequence([ballot(0, 1, 5_000n), ballot(0, 1, 20n)], 1_000)).toBe(5_001n);
  });
});
