import sharp from "sharp";

export const IMAGE_WIDTHS: readonly number[] = [96, 200, 400, 640, 960, 1440];

const LARGEST_SOURCE = 20 * 1024 * 1024;
const MOST_PIXELS = 60_000_000;
const FETCH_TIMEOUT = 8000;

const SIGNATURES: readonly { readonly offset: number; readonly bytes: readonly number[] }[] = [
  { offset: 0, bytes: [0xff, 0xd8, 0xff] },
  { offset: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { offset: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { offset: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { offset: 4, bytes: [0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66] },
];

/** Whether the bytes begin like a JPEG, PNG, GIF, WebP or AVIF; names and content types are not trusted. */
export function isRaster(bytes: Uint8Array): boolean {
  return SIGNATURES.some(({ offset, bytes: signature }) =>
    signature.every((byte, index) => bytes[offset + index] === byte),
  );
}

export class ImageError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads at most `LARGEST_SOURCE` bytes of a CID from our gateway; redirects are not followed. */
export async function fetchImage(gateway: string, cid: string): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(`${gateway}/ipfs/${cid}`, {
      redirect: "error",
      signal: AbortSignal.timeout(FETCH_TIMEOUT),
    });
  } catch {
    throw new ImageError(504, "The gateway did not answer in time");
  }
  if (!response.ok || !response.body) throw new ImageError(404, "The gateway has no such file");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > LARGEST_SOURCE) throw new ImageError(413, "The file is too large for an image");
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (!isRaster(bytes)) throw new ImageError(415, "The file is not a raster image");
  return bytes;
}

function open(bytes: Uint8Array) {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error", pages: 1 });
}

export async function resizeImage(bytes: Uint8Array, width: number): Promise<Buffer> {
  try {
    return await open(bytes)
      .rotate()
      .resize({ width, height: width, fit: "cover", withoutEnlargement: true })
      .webp({ quality: 80 })
      .timeout({ seconds: 10 })
      .toBuffer();
  } catch {
    throw new ImageError(415, "The image cannot be read");
  }
}

/** The hue of an image's most saturated common colour, in degrees of OKLCH; null for greys. */
export async function readHue(bytes: Uint8Array): Promise<number | null> {
  const { data } = await open(bytes)
    .resize(24, 24, { fit: "cover" })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let x = 0;
  let y = 0;
  for (let index = 0; index + 2 < data.length; index += 3) {
    const { a, b } = toOklab(data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0);
    const chroma = Math.hypot(a, b);
    x += a * chroma;
    y += b * chroma;
  }
  const pixels = data.length / 3;
  if (Math.hypot(x, y) / pixels < 0.0004) return null;
  return Math.round(((Math.atan2(y, x) * 180) / Math.PI + 360) % 360);
}

function toLinear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function toOklab(red: number, green: number, blue: number): { a: number; b: number } {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}
