import { describe, expect, it } from "vitest";
import { Rounds } from "../../src/services/rounds.ts";

describe("Rounds", () => {
  it("are gone once more where somebody woke them meanwhile", async () => {
    let gone = 0;
    let end = () => {};
    const rounds = new Rounds(
      () => {
        gone += 1;
        return new Promise((resolve) => (end = resolve));
      },
      () => undefined,
    );
    rounds.wake();
    rounds.wake();
    rounds.wake();
    expect(gone).toBe(1);
    end();
    await expect.poll(() => gone).toBe(2);
    end();
    await rounds.stop();
    rounds.wake();
    expect(gone).toBe(2);
  });

  it("are gone again after a failure, although nobody wakes them, and say so once", async () => {
    let gone = 0;
    const failures: unknown[] = [];
    const rounds = new Rounds(
      async () => {
        gone += 1;
        if (gone < 3) throw new Error(`away ${gone}`);
      },
      (error) => failures.push(error),
    );
    rounds.wake();
    await expect.poll(() => gone).toBe(3);
    expect(failures).toEqual([new Error("away 1")]);
    await rounds.stop();
  });
});
