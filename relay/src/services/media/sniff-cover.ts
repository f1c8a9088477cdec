import { ascii, type FileView } from "./file-view.ts";

export interface Picture {
  contentType: string;
  width: number;
  height: number;
}

const MAX_SIDE = 12_000;
const MAX_PIXELS = 50_000_000;

/**
 * What kind of picture the bytes are, or nothing. The picture has to end where the file ends: what stands behind it
 * is never shown, only hidden. Covers are at most 10 MiB, so they are read whole.
 */
export const sniffCover = async (file: FileView): Promise<Picture | undefined> => {
  const bytes = await file.read(0, file.size);
  const picture = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes) ?? readAvif(bytes);
  if (!picture || picture.width < 1 || picture.height < 1) return undefined;
  const isSane =
    picture.width <= MAX_SIDE && picture.height <= MAX_SIDE && picture.width * picture.height <= MAX_PIXELS;
  return isSane ? picture : undefined;
};

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const readPng = (bytes: Buffer): Picture | undefined => {
  if (bytes.length < 45 || !bytes.subarray(0, 8).equals(PNG) || ascii(bytes, 12, 16) !== "IHDR") {
    return undefined;
  }
  let offset = 8;
  let hasData = false;
  while (offset + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(offset);
    const type = ascii(bytes, offset + 4, offset + 8);
    offset += 12 + length;
    if (type === "IDAT") hasData = true;
    if (type === "IEND") {
      if (offset !== bytes.length || !hasData) return undefined;
      return { contentType: "image/png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    }
  }
  return undefined;
};

const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const readJpeg = (bytes: Buffer): Picture | undefined => {
  if (
    bytes.length < 20 ||
    bytes.readUInt16BE(0) !== 0xffd8 ||
    bytes.readUInt16BE(bytes.length - 2) !== 0xffd9
  ) {
    return undefined;
  }
  let offset = 2;
  while (offset + 9 <= bytes.length && bytes.readUInt8(offset) === 0xff) {
    const marker = bytes.readUInt8(offset + 1);
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return undefined;
    if (isFrameHeader(marker)) {
      return {
        contentType: "image/jpeg",
        height: bytes.readUInt16BE(offset + 5),
        width: bytes.readUInt16BE(offset + 7),
      };
    }
    offset += 2 + bytes.readUInt16BE(offset + 2);
  }
  return undefined;
};

const readWebp = (bytes: Buffer): Picture | undefined => {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== "RIFF" || ascii(bytes, 8, 12) !== "WEBP") return undefined;
  const length = bytes.readUInt32LE(4) + 8;
  if (length !== bytes.length) return undefined;
  const contentType = "image/webp";
  switch (ascii(bytes, 12, 16)) {
    case "VP8 ":
      if (bytes.readUIntBE(23, 3) !== 0x9d012a) return undefined;
      return { contentType, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case "VP8L": {
      if (bytes.readUInt8(20) !== 0x2f) return undefined;
      const bits = bytes.readUInt32LE(21);
      return { contentType, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { contentType, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
};

const readAvif = (bytes: Buffer): Picture | undefined => {
  if (bytes.length < 32 || ascii(bytes, 4, 8) !== "ftyp" || !["avif", "avis"].includes(ascii(bytes, 8, 12))) {
    return undefined;
  }
  let offset = 0;
  while (offset + 8 <= bytes.length) {
    const length = bytes.readUInt32BE(offset);
    if (length < 8) return undefined;
    offset += length;
  }
  // The properties of the picture stand near the beginning, in front of its data.
  const sizeBox = bytes.subarray(0, 65_536).indexOf("ispe");
  if (offset !== bytes.length || sizeBox < 0 || sizeBox + 16 > bytes.length) return undefined;
  return {
    contentType: "image/avif",
    width: bytes.readUInt32BE(sizeBox + 8),
    height: bytes.readUInt32BE(sizeBox + 12),
  };
};
