import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRelay, testAccount, type TestRelay } from "../helpers/relay.ts";

const PER_MINUTE = 100;
const REQUESTS = 90;
const FLOODERS = 4;

let relay: TestRelay;

beforeEach(async () => {
  relay = await startRelay({ AUDIFI_RATE_LIMIT: String(PER_MINUTE), AUDIFI_TRUST_PROXY: "127.0.0.1" });
});
afterEach(() => relay.close());

const ask = async (from: string): Promise<number> => {
  const path = `/v1/pins/quota/${testAccount(77).address}`;
  const response = await fetch(relay.url + path, { headers: { "x-forwarded-for": from } });
  await response.arrayBuffer();
  return response.status;
};

describe("a flood of one caller", () => {
  it("is refused, while others get all their answers", async () => {
    const begun = performance.now();
    const flooded: number[] = [];
    let isFlooding = true;
    const flood = async () => {
      while (isFlooding) flooded.push(await ask("203.0.113.9"));
    };
    const flooders = Array.from({ length: FLOODERS }, flood);
    await expect.poll(() => flooded.includes(429)).toBe(true);
    const answers: number[] = [];
    for (let count = 0; count < REQUESTS; count += 1) answers.push(await ask("198.51.100.1"));
    isFlooding = false;
    await Promise.all(flooders);
    expect(new Set(answers)).toEqual(new Set([200]));
    const minutes = 1 + Math.floor((performance.now() - begun) / 60_000);
    const { length: answered } = flooded.filter((status) => status === 200);
    expect(answered).toBeGreaterThanOrEqual(PER_MINUTE);
    expect(answered).toBeLessThanOrEqual(minutes * PER_MINUTE);
    expect(new Set(flooded)).toEqual(new Set([200, 429]));
    expect(flooded.length).toBeGreaterThan(PER_MINUTE + REQUESTS);
  });
});
