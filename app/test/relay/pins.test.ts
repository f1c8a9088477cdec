import { afterEach, describe, expect, it, vi } from "vitest";
import { digestOf, pinFile, RelayError } from "../../src/lib/relay/pins.ts";

const account = `0x${"1".repeat(40)}` as const;
const file = new Blob(["hello"]);
const HELLO = "0x2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

function relay(ticket: Record<string, unknown>, pinned: Response) {
  return vi.spyOn(globalThis, "fetch").mockImplementation(async (url, init) => {
    if (!String(url).endsWith("/tickets")) return pinned;
    const wanted = JSON.parse(String(init?.body)) as Record<string, unknown>;
    return Response.json({ ticket: { ...wanted, nonce: "0xnonce", deadline: 1, ...ticket } });
  });
}

const sign = async () => "0xsignature" as const;
const upload = () => pinFile("http://relay", { account, kind: "cover", file, sign });

afterEach(() => vi.restoreAllMocks());

describe("pinFile", () => {
  it("asks for a ticket for exactly this file and sends it with the signature", async () => {
    const calls = relay({}, Response.json({ cid: "bafy", size: 5, kind: "cover", contentType: "image/png" }));
    expect(await upload()).toBe("bafy");
    expect(JSON.parse(String(calls.mock.calls[0]?.[1]?.body))).toEqual({
      account,
      kind: "cover",
      digest: HELLO,
      size: 5,
    });
    expect(calls.mock.calls[1]?.[1]).toMatchObject({
      headers: { "x-audifi-ticket": "0xnonce", "x-audifi-signature": "0xsignature" },
      body: file,
    });
  });

  it("signs no ticket for something else", async () => {
    relay({ digest: `0x${"0".repeat(64)}` }, Response.json({}));
    const signing = vi.fn(sign);
    await expect(
      pinFile("http://relay", { account, kind: "cover", file, sign: signing }),
    ).rejects.toBeInstanceOf(RelayError);
    expect(signing).not.toHaveBeenCalled();
  });

  it("passes on the relay's words", async () => {
    const body = { error: { code: "pin.quota_exceeded", message: "Enough for today.", requestId: "1" } };
    relay({}, Response.json(body, { status: 429 }));
    await expect(upload()).rejects.toMatchObject({
      code: "pin.quota_exceeded",
      message: "Enough for today.",
    });
  });

  it("says when nobody answers", async () => {
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("failed to fetch"));
    await expect(upload()).rejects.toMatchObject({ code: "relay.unreachable" });
  });
});

it("hashes with sha-256", async () => {
  expect(await digestOf(file)).toBe(HELLO);
});
