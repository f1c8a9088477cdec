import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { compress } from "../../src/lib/server/compression.ts";

const asking = (encodings: string) => new Request("http://x", { headers: { "accept-encoding": encodings } });
const page = () => new Response("<p>hello</p>", { headers: { "content-type": "text/html", etag: '"1"' } });

describe("compress", () => {
  it("compresses text for those who take it", async () => {
    const response = compress(asking("deflate, gzip"), page());
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(response.headers.get("vary")).toContain("accept-encoding");
    expect(response.headers.has("etag")).toBe(false);
    expect(gunzipSync(await response.arrayBuffer()).toString()).toBe("<p>hello</p>");
  });

  it("prefers what makes it smaller", async () => {
    const response = compress(asking("gzip, deflate, br, zstd"), page());
    expect(response.headers.get("content-encoding")).toBe("br");
    expect(brotliDecompressSync(await response.arrayBuffer()).toString()).toBe("<p>hello</p>");
  });

  it("leaves the others alone", async () => {
    expect(compress(asking("zstd"), page()).headers.has("content-encoding")).toBe(false);
    const image = new Response("x", { headers: { "content-type": "image/webp" } });
    expect(compress(asking("gzip"), image)).toBe(image);
    const empty = new Response(null, { status: 304, headers: { "content-type": "text/html" } });
    expect(compress(asking("gzip"), empty)).toBe(empty);
  });
});
