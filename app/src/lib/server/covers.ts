import { packCid } from "#lib/format/cid.ts";
import { environment } from "./config.ts";
import { fetchImage, ImageError, IMAGE_WIDTHS, readHue, resizeImage } from "./images.ts";

const CACHED_BYTES = 96 * 1024 * 1024;
const CACHED_HUES = 5000;

const resized = new Map<string, Buffer>();
const running = new Map<string, Promise<Buffer>>();
const hues = new Map<string, number | null>();
let cachedBytes = 0;

function remember(key: string, image: Buffer): void {
  resized.set(key, image);
  cachedBytes += image.byteLength;
  for (const [oldest, old] of resized) {
    if (cachedBytes <= CACHED_BYTES) break;
    resized.delete(oldest);
    cachedBytes -= old.byteLength;
  }
}

async function make(cid: string, width: number, key: string): Promise<Buffer> {
  const bytes = await fetchImage(environment().gateway, cid);
  const image = await resizeImage(bytes, width);
  remember(key, image);
  if (!hues.has(cid)) await rememberHue(cid, bytes);
  return image;
}

async function rememberHue(cid: string, bytes: Uint8Array): Promise<void> {
  if (hues.size >= CACHED_HUES) hues.clear();
  hues.set(cid, await readHue(bytes).catch(() => null));
}

/** A cover in one of the allowed widths as WebP; content is addressed by its hash, so it never goes stale. */
export async function coverImage(cid: string, width: number): Promise<Buffer> {
  if (packCid(cid) === null) throw new ImageError(400, "This is not a CID");
  if (!IMAGE_WIDTHS.includes(width)) throw new ImageError(400, "This width is not offered");
  const key = `${cid}@${width}`;
  const known = resized.get(key);
  if (known) return known;
  const task = running.get(key) ?? make(cid, width, key).finally(() => running.delete(key));
  running.set(key, task);
  return task;
}

/** Hue of a cover if it has been seen before; lists must not wait for a gateway. */
export function knownHue(cid: string | null): number | null {
  return cid === null ? null : (hues.get(cid) ?? null);
}

/** Hue of a cover, waiting at most `patience` milliseconds for a cover never seen before. */
export async function coverHue(cid: string | null, patience = 400): Promise<number | null> {
  if (cid === null) return null;
  if (!hues.has(cid)) {
    const load = coverImage(cid, 96).catch(() => null);
    await Promise.race([load, new Promise((resolve) => setTimeout(resolve, patience))]);
  }
  return knownHue(cid);
}

/** Adds the hues of covers seen before; lists do not wait for the others. */
export function withHues<Item extends { readonly cover: string; readonly hue: number | null }>(
  items: readonly Item[],
): Item[] {
  return items.map((item) => ({ ...item, hue: knownHue(item.cover) }));
}
