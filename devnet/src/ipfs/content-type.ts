const signatures: readonly (readonly [type: string, offset: number, bytes: string])[] = [
  ["audio/mpeg", 0, "ID3"],
  ["audio/flac", 0, "fLaC"],
  ["audio/ogg", 0, "OggS"],
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/gif", 0, "GIF8"],
];

const isoBrands: Record<string, string> = {
  "M4A ": "audio/mp4",
  "M4B ": "audio/mp4",
  mp42: "audio/mp4",
  isom: "audio/mp4",
  avif: "image/avif",
};

/** How many bytes of the beginning are looked at. */
export const SNIFF_BYTES = 512;

/**
 * The type to serve a file with. Only types that cannot carry a script are ever named; everything else, SVG and HTML
 * included, is undefined and goes out as a download.
 */
export function sniffContentType(head: Uint8Array): string | undefined {
  const text = Buffer.from(head).toString("latin1");
  const known = signatures.find(([, offset, bytes]) => text.startsWith(bytes, offset));
  if (known !== undefined) return known[0];
  if (text.startsWith("RIFF")) return { WAVE: "audio/wav", WEBP: "image/webp" }[text.slice(8, 12)];
  if (text.startsWith("ftyp", 4)) return isoBrands[text.slice(8, 12)];
  if (isMpegFrame(head)) return "audio/mpeg";
  if (isAdtsFrame(head)) return "audio/aac";
  if (/^\s*[{[]/.test(text)) return "application/json";
  return undefined;
}

function isMpegFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const isSync = first === 0xff && (second & 0xe0) === 0xe0;
  const layer = (second >> 1) & 3;
  return isSync && layer !== 0 && third >> 4 !== 0xf;
}

function isAdtsFrame([first = 0, second = 0]: Uint8Array): boolean {
  return first === 0xff && (second & 0xf6) === 0xf0;
}
