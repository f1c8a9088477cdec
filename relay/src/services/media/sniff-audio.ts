import { ascii, type FileView } from "./file-view.ts";

/** The content type of a recording, or nothing when the bytes are no recording that players know. */
export const sniffAudio = async (file: FileView): Promise<string | undefined> => {
  const head = await file.read(0, 64);
  if (head.length < 16) return undefined;
  if (ascii(head, 0, 4) === "RIFF" && ascii(head, 8, 12) === "WAVE") return sniffWave(file);
  if (ascii(head, 0, 4) === "fLaC") {
    const isStreamInfo = (head.readUInt8(4) & 0x7f) === 0 && head.readUIntBE(5, 3) === 34;
    return isStreamInfo && file.size > 42 ? "audio/flac" : undefined;
  }
  if (ascii(head, 0, 4) === "OggS") return sniffOgg(head);
  if (ascii(head, 4, 8) === "ftyp") return sniffMp4(file, head);
  return sniffFrames(file, head);
};

const sniffWave = async (file: FileView): Promise<string | undefined> => {
  let hasFormat = false;
  let offset = 12;
  // Metadata chunks may stand before the samples; a file with more than 64 of them is not a recording.
  for (let chunks = 0; chunks < 64; chunks += 1) {
    const header = await file.read(offset, 8);
    if (header.length < 8) return undefined;
    const id = ascii(header, 0, 4);
    const length = header.readUInt32LE(4);
    if (id === "fmt " && length >= 16) hasFormat = true;
    if (id === "data") return hasFormat && length > 0 && file.size > offset + 8 ? "audio/wav" : undefined;
    offset += 8 + length + (length % 2);
  }
  return undefined;
};

const sniffOgg = (head: Buffer): string | undefined => {
  const body = 27 + head.readUInt8(26);
  if (head.readUInt8(4) !== 0) return undefined;
  const start = ascii(head, body, body + 8);
  if (start === "OpusHead") return "audio/ogg; codecs=opus";
  if (start.startsWith("\x01vorbis")) return "audio/ogg; codecs=vorbis";
  return start.startsWith("\x7fFLAC") ? "audio/ogg; codecs=flac" : undefined;
};

const mp4Brands = new Set(["M4A ", "M4B ", "mp41", "mp42", "isom", "iso2", "iso4", "iso5", "iso6", "dash"]);

const sniffMp4 = async (file: FileView, head: Buffer): Promise<string | undefined> => {
  const brandBox = head.readUInt32BE(0);
  if (!mp4Brands.has(ascii(head, 8, 12)) || brandBox < 16) return undefined;
  let offset = brandBox;
  for (let boxes = 0; boxes < 64; boxes += 1) {
    const header = await file.read(offset, 16);
    if (header.length < 8) return undefined;
    const type = ascii(header, 4, 8);
    if (!/^[a-z0-9 ]{4}$/i.test(type)) return undefined;
    const short = header.readUInt32BE(0);
    const length = short === 1 && header.length === 16 ? Number(header.readBigUInt64BE(8)) : short;
    if (type === "moov" || type === "moof") return "audio/mp4";
    if (length < 8) return undefined;
    offset += length;
  }
  return undefined;
};

/** MPEG audio and ADTS have no file header: two frames in a row, each as long as it says, are the proof. */
const sniffFrames = async (file: FileView, head: Buffer): Promise<string | undefined> => {
  const offset = ascii(head, 0, 3) === "ID3" ? afterId3(head) : 0;
  const header = await file.read(offset, 16);
  if (header.length < 7) return undefined;
  for (const [length, type] of [
    [mpegFrameLength(header), "audio/mpeg"],
    [adtsFrameLength(header), "audio/aac"],
  ] as const) {
    if (length === 0) continue;
    const next = await file.read(offset + length, 7);
    const follows = type === "audio/mpeg" ? mpegFrameLength(next) > 0 : adtsFrameLength(next) > 0;
    if (follows) return type;
  }
  return undefined;
};

const afterId3 = (head: Buffer): number => {
  const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6, 10);
  const hasFooter = (head.readUInt8(5) & 0x10) !== 0;
  return 10 + ((a & 0x7f) << 21) + ((b & 0x7f) << 14) + ((c & 0x7f) << 7) + (d & 0x7f) + (hasFooter ? 10 : 0);
};

const kilobitsOfVersion1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const kilobitsOfVersion2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const ratesOfVersion1 = [44_100, 48_000, 32_000];

/** Length of a layer III frame, 0 when this is none. */
const mpegFrameLength = (bytes: Buffer): number => {
  if (bytes.length < 4 || bytes.readUInt8(0) !== 0xff || (bytes.readUInt8(1) & 0xe6) !== 0xe2) return 0;
  const version = (bytes.readUInt8(1) >> 3) & 3;
  const third = bytes.readUInt8(2);
  const kilobits = (version === 3 ? kilobitsOfVersion1 : kilobitsOfVersion2)[third >> 4];
  const baseRate = ratesOfVersion1[(third >> 2) & 3];
  if (version === 1 || !kilobits || !baseRate) return 0;
  const rate = version === 3 ? baseRate : version === 2 ? baseRate / 2 : baseRate / 4;
  const samplesPerByte = version === 3 ? 144 : 72;
  return Math.floor((samplesPerByte * kilobits * 1_000) / rate) + ((third >> 1) & 1);
};

/** Length of an ADTS frame, 0 when this is none. */
const adtsFrameLength = (bytes: Buffer): number => {
  if (bytes.length < 7 || bytes.readUInt8(0) !== 0xff || (bytes.readUInt8(1) & 0xf6) !== 0xf0) return 0;
  if (((bytes.readUInt8(2) >> 2) & 0xf) > 12) return 0;
  const length = ((bytes.readUInt8(3) & 3) << 11) | (bytes.readUInt8(4) << 3) | (bytes.readUInt8(5) >> 5);
  return length > 7 ? length : 0;
};
