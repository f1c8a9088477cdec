import { afterEach, describe, expect, it, vi } from "vitest";
import { ask, refreshSession } from "../../src/lib/relay/ask.ts";

type Reply = Response | Error;

function relay(replies: Record<string, readonly Reply[]>) {
  const left = new Map(Object.entries(replies).map(([path, list]) => [path, [...list]]));
  return vi.spyOn(globalThis, "fetch").mockImplementation(async (url) => {
    const path = String(url).replace("http://relay", "");
    const reply = left.get(path)?.shift();
    if (reply === undefined) throw new Error(`nobody expected ${path}`);
    if (reply instanceof Error) throw reply;
    return reply;
  });
}

const refusal = (code: string, status: number) =>
  Response.json({ error: { code, message: "Say it again.", requestId: "1" } }, { status });
const session = () => Response.json({ session: { id: "1" } });

afterEach(() => vi.restoreAllMocks());

describe("ask", () => {
  it("sends cookies, and a body as JSON", async () => {
    const calls = relay({ "/v1/auth/email": [Response.json({ resendAfter: 30 }, { status: 202 })] });
    const answer = await ask("http://relay", "/v1/auth/email", { method: "POST", body: { email: "a@b.c" } });
    expect(answer).toEqual({ status: "done", value: { resendAfter: 30 } });
    expect(calls.mock.calls[0]?.[1]).toMatchObject({
      method: "POST",
      credentials: "include",
      headers: { "content-type": "application/json" },
      body: '{"email":"a@b.c"}',
    });
  });

  it("takes an answer without content for done", async () => {
    relay({ "/x": [new Response(null, { status: 204 })] });
    expect(await ask("http://relay", "/x")).toEqual({ status: "done", value: null });
  });

  it("says in words what the relay refused", async () => {
    relay({ "/x": [refusal("auth.code_invalid", 401)] });
    expect(await ask("http://relay", "/x")).toEqual({
      status: "refused",
      code: "auth.code_invalid",
      reason: { title: "This code is not right", detail: "Say it again." },
    });
  });

  it.each([
    ["nobody answers", new TypeError("failed to fetch")],
    ["a proxy answers in the relay's place", new Response("<h1>Bad gateway</h1>", { status: 502 })],
    ["an answer is not the relay's", Response.json({ oops: true }, { status: 500 })],
  ])("is away when %s", async (_, reply) => {
    relay({ "/x": [reply] });
    expect(await ask("http://relay", "/x")).toMatchObject({ status: "away" });
  });

  it("refreshes a session that ran out and asks again", async () => {
    const calls = relay({
      "/x": [refusal("auth.required", 401), Response.json({ fine: true })],
      "/v1/auth/refresh": [session()],
    });
    expect(await ask("http://relay", "/x")).toEqual({ status: "done", value: { fine: true } });
    expect(calls).toHaveBeenCalledTimes(3);
  });

  it("asks no third time when the refresh is refused", async () => {
    const calls = relay({
      "/x": [refusal("auth.required", 401)],
      "/v1/auth/refresh": [refusal("auth.session_ended", 401)],
    });
    expect(await ask("http://relay", "/x")).toMatchObject({ status: "refused", code: "auth.required" });
    expect(calls).toHaveBeenCalledTimes(2);
  });
});

describe("refreshSession", () => {
  it("is shared by those who ask at the same time", async () => {
    const calls = relay({ "/v1/auth/refresh": [session()] });
    const both = await Promise.all([refreshSession("http://relay"), refreshSession("http://relay")]);
    expect(both.map(({ status }) => status)).toEqual(["done", "done"]);
    expect(calls).toHaveBeenCalledTimes(1);
  });
});
