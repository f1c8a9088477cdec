import sharp from "sharp";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchImage, ImageError, isRaster, readHue, resizeImage } from "../../src/lib/server/images.ts";

const flat = (background: string) =>
  sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .png()
    .toBuffer();

const answer = (body: BodyInit, init?: ResponseInit) =>
  vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(body, init));

afterEach(() => vi.restoreAllMocks());

describe("isRaster", () => {
  it("judges by the first bytes", async () => {
    expect(isRaster(await flat("#f00"))).toBe(true);
    expect(
      isRaster(
        await sharp(await flat("#f00"))
          .webp()
          .toBuffer(),
      ),
    ).toBe(true);
    expect(
      isRaster(
        await sharp(await flat("#f00"))
          .jpeg()
          .toBuffer(),
      ),
    ).toBe(true);
    expect(
      isRaster(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")),
    ).toBe(false);
    expect(isRaster(Buffer.from("<!doctype html>"))).toBe(false);
    expect(isRaster(Buffer.alloc(0))).toBe(false);
  });
});

describe("fetchImage", () => {
  const statusOf = (work: Promise<unknown>) =>
    work.then(
      () => 200,
      (error: unknown) => (error instanceof ImageError ? error.status : -1),
    );

  it("refuses an SVG that calls itself a picture", async () => {
    answer("<svg onload='alert(1)'/>", { headers: { "content-type": "image/png" } });
    expect(await statusOf(fetchImage("http://gateway", "cid"))).toBe(415);
  });

  it("stops reading what is too large, without trusting its announced length", async () => {
    answer(new Uint8Array(21 * 1024 * 1024), { headers: { "content-length": "10" } });
    expect(await statusOf(fetchImage("http://gateway", "cid"))).toBe(413);
  });

  it("says when the gateway has nothing or does not answer", async () => {
    answer("", { status: 404 });
    expect(await statusOf(fetchImage("http://gateway", "cid"))).toBe(404);
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("timed out"));
    expect(await statusOf(fetchImage("http://gateway", "cid"))).toBe(504);
  });

  it("follows no redirect", async () => {
    const fetched = answer(await flat("#0f0"));
    await fetchImage("http://gateway", "cid");
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ redirect: "error" });
  });
});

describe("resizeImage", () => {
  it("makes a square WebP of the wanted width", async () => {
    const { format, width, height } = await sharp(await resizeImage(await flat("#00f"), 200)).metadata();
    expect({ format, width, height }).toEqual({ format: "webp", width: 200, height: 200 });
  });

  it("refuses a broken file", async () => {
    const broken = (await flat("#00f")).subarray(0, 60);
    await expect(resizeImage(broken, 200)).rejects.toBeInstanceOf(ImageError);
  });
});

describe("readHue", () => {
  it("finds the hue of a colour and none in grey", async () => {
    expect(await readHue(await flat("#ff0000"))).toBe(29);
    expect(await readHue(await flat("#808080"))).toBeNull();
  });
});
