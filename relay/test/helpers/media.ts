/** Small files of every kind, made here so that each byte is known. */

export const wav = (samples = 800): Buffer => {
  const data = Buffer.alloc(samples * 2);
  for (let at = 0; at < samples; at += 1) data.writeInt16LE(Math.round(Math.sin(at / 8) * 9_000), at * 2);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(16_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
};

export const flac = (): Buffer =>
  Buffer.concat([
    Buffer.from("fLaC"),
    Buffer.from([0x80, 0, 0, 34]),
    Buffer.alloc(34, 1),
    Buffer.alloc(64, 7),
  ]);

/** Two MPEG-1 layer III frames of 128 kbit/s at 44.1 kHz: 417 bytes each. */
export const mp3 = (): Buffer => {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat([frame, frame]);
};

export const mp3WithId3 = (text = "A title"): Buffer => {
  const tag = Buffer.concat([Buffer.from("TIT2"), Buffer.alloc(6), Buffer.from(text)]);
  const head = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, tag.length >> 7, tag.length & 0x7f]);
  return Buffer.concat([head, tag, mp3()]);
};

export const aac = (): Buffer => {
  const frame = Buffer.alloc(32);
  frame.set([0xff, 0xf1, 0x50, 0x80, 32 >> 3, (32 & 7) << 5, 0xfc]);
  return Buffer.concat([frame, frame]);
};

export const ogg = (codec = "OpusHead"): Buffer => {
  const head = Buffer.alloc(28);
  head.write("OggS", 0);
  head.writeUInt8(2, 5);
  head.writeUInt8(1, 26);
  head.writeUInt8(19, 27);
  return Buffer.concat([head, Buffer.from(codec), Buffer.alloc(64)]);
};

const box = (type: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length, 0);
  head.write(type, 4);
  return Buffer.concat([head, content]);
};

export const m4a = (): Buffer =>
  Buffer.concat([
    box("ftyp", Buffer.from("M4A \0\0\0\0M4A isom")),
    box("mdat", Buffer.alloc(40)),
    box("moov", Buffer.alloc(40)),
  ]);

const pngChunk = (type: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length, 0);
  head.write(type, 4);
  return Buffer.concat([head, content, Buffer.alloc(4)]);
};

export const png = (width = 64, height = 64, comment = ""): Buffer => {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", size),
    pngChunk("tEXt", Buffer.from(comment)),
    pngChunk("IDAT", Buffer.alloc(20, 3)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
};

export const jpeg = (width = 64, height = 48): Buffer => {
  const frame = Buffer.from([
    0xff,
    0xc0,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    0x11,
    0,
  ]);
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
  const start = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0x4a, 0x46]);
  return Buffer.concat([start, frame, scan, Buffer.alloc(16, 5), Buffer.from([0xff, 0xd9])]);
};

export const webp = (): Buffer => {
  const body = Buffer.alloc(30);
  body.write("WEBPVP8X", 0);
  body.writeUInt32LE(10, 8);
  body.writeUIntLE(99, 16, 3);
  body.writeUIntLE(49, 19, 3);
  const head = Buffer.alloc(8);
  head.write("RIFF", 0);
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

export const avif = (): Buffer => {
  const size = Buffer.alloc(12);
  size.writeUInt32BE(320, 4);
  size.writeUInt32BE(200, 8);
  return Buffer.concat([
    box("ftyp", Buffer.from("avif\0\0\0\0avifmif1")),
    box("meta", box("ispe", size)),
    box("mdat", Buffer.alloc(24)),
  ]);
};

const CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";

export const metadata = (changes: Record<string, unknown> = {}): Buffer =>
  Buffer.from(
    JSON.stringify({
      name: "Night Drive",
      artist: "Ada",
      description: "Recorded in one take.",
      image: `ipfs://${CID}`,
      animation_url: `ipfs://${CID}`,
      ...changes,
    }),
  );

/** An allow-list of so many made-up accounts. */
export const presaleList = (accounts: number): Buffer => {
  const entries = Array.from({ length: accounts }, (_, index) => [
    `0x${index.toString(16).padStart(40, "0")}`,
    100_000,
  ]);
  return Buffer.from(JSON.stringify({ format: "audifi-presale-1", root: `0x${"ab".repeat(32)}`, entries }));
};
