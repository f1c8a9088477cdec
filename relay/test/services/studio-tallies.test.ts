import { describe, expect, it } from "vitest";
import { Tallies } from "../../src/services/studio/tallies.ts";
import { silentLog } from "../helpers/config.ts";

describe("Tallies", () => {
  it("are counted again after a failure, although nobody votes any more", async () => {
    let attempts = 0;
    const connect = async () => {
      attempts += 1;
      throw new Error("away");
    };
    const tallies = new Tallies({ connect } as never, silentLog(), () => undefined);
    tallies.wake("1");
    await expect.poll(() => attempts).toBe(2);
    await tallies.stop();
  });
});
