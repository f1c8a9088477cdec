import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { showBlock, waitForIndex } from "../../src/lib/state/index-head.ts";

const { invalidateAll } = vi.hoisted(() => ({ invalidateAll: vi.fn(async () => undefined) }));
vi.mock("$app/navigation", () => ({ invalidateAll }));

let head = 0;
const asked = vi.fn(async () => Response.json({ block: head }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", asked);
  head = 0;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

describe("waitForIndex", () => {
  it("asks often at first, and less often when that takes long", async () => {
    void waitForIndex("local", 5);
    await vi.advanceTimersByTimeAsync(3_000);
    const atFirst = asked.mock.calls.length;
    expect(atFirst).toBeGreaterThanOrEqual(20);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked.mock.calls.length - atFirst).toBeLessThanOrEqual(8);
    await vi.advanceTimersByTimeAsync(60_000);
    const byThen = asked.mock.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.mock.calls.length - byThen).toBeLessThanOrEqual(12);
    head = 5;
    await vi.advanceTimersByTimeAsync(5_000);
  });

  it("goes on when the server does not answer", async () => {
    asked.mockRejectedValueOnce(new Error("away"));
    head = 7;
    const waiting = waitForIndex("local", 7);
    await vi.advanceTimersByTimeAsync(200);
    await waiting;
    expect(asked).toHaveBeenCalledTimes(2);
  });
});

describe("showBlock", () => {
  it("renews once for all who wait for the same block or an older one", async () => {
    const all = Promise.all([showBlock("local", 9), showBlock("local", 9), showBlock("local", 8)]);
    await vi.advanceTimersByTimeAsync(500);
    expect(invalidateAll).not.toHaveBeenCalled();
    head = 9;
    await vi.advanceTimersByTimeAsync(200);
    await all;
    expect(invalidateAll).toHaveBeenCalledTimes(1);
  });

  it("renews again for a newer block, and for the same one when the renewal before is over", async () => {
    head = 3;
    await showBlock("local", 3);
    await showBlock("local", 3);
    expect(invalidateAll).toHaveBeenCalledTimes(2);
    const older = showBlock("local", 4);
    const newer = showBlock("local", 5);
    head = 5;
    await vi.advanceTimersByTimeAsync(200);
    await Promise.all([older, newer]);
    expect(invalidateAll).toHaveBeenCalledTimes(4);
  });
});
