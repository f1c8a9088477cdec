import { createHash } from "node:crypto";
import type { LinkPreview } from "#lib/format/link-preview.ts";
import { coverHue, coverImage } from "../covers.ts";
import { drawPreview, type Drawing } from "./draw.ts";

const CACHED_BYTES = 32 * 1024 * 1024;
const COVER_WIDTH = 640;
/** Figures on a picture may be this old; those who fetch it keep it far longer. */
const FRESH_SECONDS = 300;

export interface PreviewRequest extends LinkPreview {
  /** CIDs of covers. */
  readonly covers: readonly string[];
  readonly offering?: Drawing["offering"];
}

const drawn = new Map<string, Buffer>();
const running = new Map<string, Promise<Buffer>>();
let cachedBytes = 0;

async function draw({ covers, ...words }: PreviewRequest): Promise<{ image: Buffer; isComplete: boolean }> {
  const found = await Promise.all(covers.map((cid) => coverImage(cid, COVER_WIDTH).catch(() => null)));
  const pictures = found.filter((picture) => picture !== null);
  const hue = covers.length === 1 ? await coverHue(covers[0] ?? null) : null;
  return {
    image: await drawPreview({ ...words, pictures, hue }),
    isComplete: pictures.length === covers.length,
  };
}

function remember(key: string, image: Buffer): void {
  drawn.set(key, image);
  cachedBytes += image.byteLength;
  for (const [oldest, old] of drawn) {
    if (cachedBytes <= CACHED_BYTES) break;
    drawn.delete(oldest);
    cachedBytes -= old.byteLength;
  }
}

async function make(key: string, request: PreviewRequest): Promise<Buffer> {
  const { image, isComplete } = await draw(request);
  // A cover that the gateway did not give this time may be there the next.
  if (isComplete) remember(key, image);
  return image;
}

async function previewImage(key: string, preview: PreviewRequest): Promise<Buffer> {
  const known = drawn.get(key);
  if (known) return known;
  const task = running.get(key) ?? make(key, preview).finally(() => running.delete(key));
  running.set(key, task);
  return task;
}

/** The picture of a link as an answer; the same words and covers are drawn once. */
export async function respondWithPreview(request: Request, preview: PreviewRequest): Promise<Response> {
  const key = createHash("sha256").update(JSON.stringify(preview)).digest("base64url");
  const headers = {
    "cache-control": `public, max-age=${FRESH_SECONDS}, stale-while-revalidate=86400`,
    "content-type": "image/png",
    etag: `"${key}"`,
  };
  if (request.headers.get("if-none-match") === headers.etag)
    return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(await previewImage(key, preview)), { headers });
}
