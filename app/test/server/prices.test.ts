import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readPrice } from "../../src/lib/server/prices.ts";

const feed = `0x${"f".repeat(40)}` as const;
const word = (value: bigint) => value.toString(16).padStart(64, "0");
const asked = vi.fn(async (_: string, { body }: { body: string }) => {
  const isRound = body.includes("0xfeaf968c");
  return Response.json({ result: isRound ? `0x${word(1n)}${word(2_000n)}` : `0x${word(8n)}` });
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", asked);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

it("asks a feed once a minute", async () => {
  const price = { value: 2_000n, decimals: 8, symbol: "$" };
  expect(await readPrice("http://node", feed)).toEqual(price);
  vi.advanceTimersByTime(59_000);
  expect(await readPrice("http://node", feed)).toEqual(price);
  expect(asked).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(2_000);
  await readPrice("http://node", feed);
  expect(asked).toHaveBeenCalledTimes(4);
});

it("soon asks one again that did not answer, but not for every page", async () => {
  asked.mockRejectedValueOnce(new TypeError("away"));
  expect(await readPrice("http://other", feed)).toBeNull();
  const times = asked.mock.calls.length;
  expect(await readPrice("http://other", feed)).toBeNull();
  expect(asked).toHaveBeenCalledTimes(times);
  vi.advanceTimersByTime(6_000);
  expect(await readPrice("http://other", feed)).toMatchObject({ value: 2_000n });
});
