import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LiveEvent } from "../../src/lib/relay/live.ts";
import { renewWhenMoneyMoves } from "../../src/lib/state/renewal.ts";

const { invalidateAll, watch } = vi.hoisted(() => ({ invalidateAll: vi.fn(), watch: vi.fn() }));
vi.mock("$app/navigation", () => ({ invalidateAll }));
vi.mock("../../src/lib/state/live.svelte.ts", () => ({ live: { watch } }));

const master = `0x${"a".repeat(40)}` as const;
let head: number | null = null;

function begun() {
  const stop = renewWhenMoneyMoves({ slug: "local", about: [master], atMostEvery: 1_000 });
  return { stop, tell: watch.mock.calls.at(-1)?.[1] as (event: LiveEvent) => void };
}

beforeEach(() => {
  vi.useFakeTimers();
  watch.mockReturnValue(() => undefined);
  vi.stubGlobal("fetch", async () =>
    head === null ? new Response("", { status: 503 }) : Response.json({ block: head }),
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

it("reads the page again after a gap, once there is somebody to answer", async () => {
  head = null;
  begun().tell({ type: "reset" });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(invalidateAll).not.toHaveBeenCalled();
  head = 4;
  await vi.advanceTimersByTimeAsync(500);
  expect(invalidateAll).toHaveBeenCalledTimes(1);
});

it("reads the page again when the figures include a deposit, and none of other masters", async () => {
  head = 4;
  const { tell } = begun();
  const deposit = { type: "deposit", transaction: `0x${"1".repeat(64)}`, block: 5, amount: "1" } as const;
  tell({ ...deposit, master: `0x${"b".repeat(40)}` });
  tell({ ...deposit, master });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(invalidateAll).not.toHaveBeenCalled();
  head = 5;
  await vi.advanceTimersByTimeAsync(500);
  expect(invalidateAll).toHaveBeenCalledTimes(1);
});
