import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EventParser } from "../../src/lib/relay/event-stream.ts";
import { listen, type LiveEvent } from "../../src/lib/relay/live.ts";

describe("EventParser", () => {
  it("puts events together from pieces that end anywhere", () => {
    const text = ': hello\n\nid: 7\ndata: {"a":1}\n\nid: 8\r\ndata: two\r\ndata: lines\r\n\r\n';
    for (let size = 1; size < text.length; size += 1) {
      const parser = new EventParser();
      const events = [];
      for (let at = 0; at < text.length; at += size) events.push(...parser.read(text.slice(at, at + size)));
      expect(events).toEqual([
        { id: "7", data: '{"a":1}' },
        { id: "8", data: "two\nlines" },
      ]);
    }
  });

  it("keeps the last id for events that name none, and tells nothing of an event without data", () => {
    const parser = new EventParser();
    expect(parser.read("id: 7\n\ndata: x\n\n")).toEqual([{ id: "7", data: "x" }]);
  });
});

const block = (number: number) => `id: b${number}\ndata: {"type":"block","number":${number}}\n\n`;

describe("listen", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  function start(replies: readonly (string | Error)[]) {
    const left = [...replies];
    const calls = vi.spyOn(globalThis, "fetch").mockImplementation(async () => {
      const reply = left.shift();
      if (reply === undefined || reply instanceof Error) throw reply ?? new TypeError("failed to fetch");
      return new Response(reply);
    });
    const events: LiveEvent[] = [];
    const stop = listen("http://relay", {
      about: ["0xa", "0xb"],
      lastEventId: null,
      onEvent: (event) => events.push(event),
      onId: () => undefined,
    });
    return { calls, events, stop };
  }

  const headersOf = (call: readonly unknown[] | undefined) =>
    (call?.[1] as { headers: Record<string, string> }).headers;

  it("hands on events and resumes where the stream broke off", async () => {
    const { calls, events, stop } = start([block(1) + block(2), block(3)]);
    await vi.advanceTimersByTimeAsync(4_000);
    stop();
    expect(events.map((event) => event.type === "block" && event.number)).toEqual([1, 2, 3]);
    expect(String(calls.mock.calls[0]?.[0])).toBe("http://relay/v1/live?about=0xa,0xb");
    expect(headersOf(calls.mock.calls[0])["last-event-id"]).toBeUndefined();
    expect(headersOf(calls.mock.calls[1])["last-event-id"]).toBe("b2");
  });

  it("waits longer each time that nobody answers", async () => {
    const { calls, stop } = start([]);
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    stop();
    expect(calls.mock.calls.length).toBeGreaterThan(5);
    expect(calls.mock.calls.length).toBeLessThan(16);
  });

  it("asks no more once it is stopped", async () => {
    const { calls, stop } = start([]);
    await vi.advanceTimersByTimeAsync(100);
    stop();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(calls).toHaveBeenCalledTimes(1);
  });
});
