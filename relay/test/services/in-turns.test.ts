import { describe, expect, it } from "vitest";
import { inTurns } from "../../src/services/in-turns.ts";

describe("inTurns", () => {
  it("hands out everything in order, and lets others work after each", async () => {
    let turns = 0;
    let isDone = false;
    const others = () => {
      if (isDone) return;
      turns += 1;
      setImmediate(others);
    };
    setImmediate(others);
    const seen: number[] = [];
    for await (const item of inTurns([1, 2, 3, 4, 5])) seen.push(item);
    isDone = true;
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(turns).toBeGreaterThanOrEqual(5);
  });
});
