import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nextPart, sendRest, type UploadSession } from "../../src/lib/relay/resumable.ts";

/** A relay that keeps bytes, as far as the client can tell. */
class FakeRelay {
  received = new Uint8Array();
  /** What happens to the next requests, in order; nothing more is the usual. */
  readonly plan: ("break" | "break-halfway" | "busy" | "away" | "restart" | "lose-answer")[] = [];
  readonly asked: string[] = [];
  isPinned = false;

  readonly answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const method = init?.method ?? "GET";
    this.asked.push(method);
    const what = method === "GET" ? undefined : this.plan.shift();
    if (what === "break" || what === "restart") throw new TypeError("failed to fetch");
    if (what === "away") return new Response(null, { status: 503 });
    if (what === "busy") return refuse("pin.ticket_busy", 409);
    if (String(input).includes("/tickets/")) return Response.json({ state: "used", pin: { cid: "bafy" } });
    if (method === "HEAD") return new Response(null, { status: 204, headers: this.#headers() });
    return this.#take(init as RequestInit, what);
  };

  #headers(): Record<string, string> {
    return {
      "upload-offset": String(this.received.length),
      "upload-complete": this.isPinned ? "?1" : "?0",
    };
  }

  async #take(init: RequestInit, what: string | undefined): Promise<Response> {
    const offset = Number((init.headers as Record<string, string>)["upload-offset"]);
    if (offset !== this.received.length) return refuse("pin.offset_mismatch", 409, this.#headers());
    const part = new Uint8Array(await (init.body as Blob).arrayBuffer());
    const kept = what === "break-halfway" ? part.subarray(0, Math.floor(part.length / 2)) : part;
    this.received = Uint8Array.from([...this.received, ...kept]);
    if (what === "break-halfway") throw new TypeError("failed to fetch");
    this.isPinned = this.received.length === session.size;
    if (what === "lose-answer") throw new TypeError("failed to fetch");
    if (this.isPinned) return Response.json({ cid: "bafy" });
    return Response.json({}, { status: 202, headers: this.#headers() });
  }
}

const refuse = (code: string, status: number, headers: Record<string, string> = {}) =>
  Response.json({ error: { code, message: "words", requestId: "1" } }, { status, headers });

const bytes = Uint8Array.from({ length: 1_000_000 }, (_, index) => index % 251);
const file = new Blob([bytes]);
const session: UploadSession = { relayUrl: "http://relay", nonce: "0x01", size: bytes.length };

let relay: FakeRelay;
beforeEach(() => {
  relay = new FakeRelay();
  vi.spyOn(globalThis, "fetch").mockImplementation(relay.answer);
  // Pauses take no time.
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void) => {
    queueMicrotask(run);
    return 0;
  }) as unknown as typeof setTimeout);
});
afterEach(() => vi.restoreAllMocks());

function send(signal = new AbortController().signal) {
  const progress: number[] = [];
  const waits: (string | null)[] = [];
  const result = sendRest(session, file, {
    signal,
    onProgress: (sent) => progress.push(sent),
    onWait: (words) => waits.push(words),
  });
  return { result, progress, waits };
}

describe("sendRest", () => {
  it("sends a file in growing parts and reports how far it is", async () => {
    const { result, progress } = send();
    expect(await result).toBe("bafy");
    expect(relay.received).toEqual(bytes);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect([progress[0], progress.at(-1)]).toEqual([0, bytes.length]);
    expect(relay.asked).toEqual(["HEAD", "PATCH", "PATCH", "PATCH"]);
  });

  it("goes on where the relay is when the connection breaks in the middle of a part", async () => {
    relay.plan.push(...(["break", "break", undefined, "break-halfway"] as never[]));
    const { result, waits } = send();
    expect(await result).toBe("bafy");
    expect(relay.received).toEqual(bytes);
    expect(waits.filter(Boolean)[0]).toContain("goes on by itself");
    expect(waits.at(-1)).toBeNull();
  });

  it("begins where an earlier page had come to", async () => {
    relay.received = bytes.slice(0, 900_000);
    const { result, progress } = send();
    expect(await result).toBe("bafy");
    expect(progress[0]).toBe(900_000);
    expect(relay.asked).toEqual(["HEAD", "PATCH"]);
  });

  it("waits for a relay that is busy, away or starting again", async () => {
    relay.plan.push(...(["away", "restart", undefined, "busy"] as never[]));
    const { result } = send();
    expect(await result).toBe("bafy");
    expect(relay.received).toEqual(bytes);
  });

  it("learns the CID when the last answer was lost", async () => {
    relay.received = bytes.slice(0, 999_999);
    relay.plan.push(...([undefined, "lose-answer"] as never[]));
    expect(await send().result).toBe("bafy");
    expect(relay.asked.at(-1)).toBe("GET");
  });

  it("ends with a refusal, and with an upload that the relay has forgotten", async () => {
    vi.mocked(fetch).mockImplementation(async (_url, init) =>
      init?.method === "HEAD"
        ? new Response(null, { status: 204, headers: { "upload-offset": "0", "upload-complete": "?0" } })
        : refuse("pin.content_refused", 415),
    );
    await expect(send().result).rejects.toMatchObject({ code: "pin.content_refused" });
    vi.mocked(fetch).mockImplementation(async () => new Response(null, { status: 404 }));
    await expect(send().result).rejects.toMatchObject({ code: "pin.upload_unknown" });
  });

  it("stops when it is paused", async () => {
    const pausing = new AbortController();
    vi.mocked(fetch).mockImplementation(async () => {
      pausing.abort(new Error("paused"));
      throw new TypeError("aborted");
    });
    await expect(send(pausing.signal).result).rejects.toThrow("paused");
  });
});

it("sizes parts by the time they take", () => {
  expect(nextPart(262_144, 0.1)).toBe(524_288);
  expect(nextPart(262_144, 1.5)).toBe(262_144);
  expect(nextPart(262_144, 10)).toBe(131_072);
  expect(nextPart(8 * 1024 * 1024, 0.1)).toBe(8 * 1024 * 1024);
  expect(nextPart(64 * 1024, 100)).toBe(64 * 1024);
});
