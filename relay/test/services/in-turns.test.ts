import { describe, expect, it } from "vitest";
import { finishInTurns, inTurns } from "../../src/services/in-turns.ts";
import { watchTurns } from "../helpers/turns.ts";

describe("inTurns", () => {
  it("hands out everything in order, and lets others work after each", async () => {
    const turns = watchTurns();
    const seen: number[] = [];
    for await (const item of inTurns([1, 2, 3, 4, 5])) seen.push(item);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(turns.end()).toBeGreaterThanOrEqual(5);
  });
});

describe("finishInTurns", () => {
  it("answers with the result, and lets others work after each step", async () => {
    const turns = watchTurns();
    const steps = function* () {
      for (let i = 0; i < 5; ++i) yield;
      return "done";
    };
    expect(await finishInTurns(steps())).toBe("done");
    expect(turns.end()).toBeGreaterThanOrEqual(5);
  });
});
