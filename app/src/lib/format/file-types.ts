/** Files told apart by what they contain; names and types that a browser reports are guesses from the ending. */

export interface AudioType {
  readonly name: "WAV" | "FLAC" | "MP3" | "AAC" | "M4A" | "Ogg";
  readonly isLossless: boolean;
  /** From the file's header; null where it stands deeper in the file. */
  readonly sampleRate: number | null;
  readonly bits: number | null;
}

/** Bytes that are needed at most; a longer ID3 tag only hides the sample rate. */
export const HEADER_BYTES = 65_536;

function text(view: DataView, start: number, length: number): string {
  if (start < 0 || start + length > view.byteLength) return "";
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + start, length));
}

function readWave(view: DataView): AudioType {
  for (let at = 12; at + 24 <= view.byteLength;) {
    const size = view.getUint32(at + 4, true);
    if (text(view, at, 4) === "fmt ") {
      const [rate, bits] = [view.getUint32(at + 12, true), view.getUint16(at + 22, true)];
      return { name: "WAV", isLossless: true, sampleRate: rate || null, bits: bits || null };
    }
    at += 8 + size + (size % 2);
  }
  return { name: "WAV", isLossless: true, sampleRate: null, bits: null };
}

function readFlac(view: DataView): AudioType {
  if (view.byteLength < 22) return { name: "FLAC", isLossless: true, sampleRate: null, bits: null };
  // 20 bits of rate, 3 of channels, 5 of depth, from byte 18 on.
  const packed = view.getUint32(18);
  return {
    name: "FLAC",
    isLossless: true,
    sampleRate: packed >>> 12 || null,
    bits: ((packed >>> 4) & 31) + 1,
  };
}

const MPEG_RATES = [44_100, 48_000, 32_000];

function readMpegFrame(view: DataView, at: number): AudioType | null {
  if (at + 4 > view.byteLength || view.getUint8(at) !== 0xff) return null;
  const [second, third] = [view.getUint8(at + 1), view.getUint8(at + 2)];
  if ((second & 0xf6) === 0xf0) {
    const rates = [96, 88.2, 64, 48, 44.1, 32, 24, 22.05, 16, 12, 11.025, 8, 7.35];
    const rate = rates[(third >> 2) & 15];
    return { name: "AAC", isLossless: false, sampleRate: rate ? rate * 1000 : null, bits: null };
  }
  if ((second & 0xe6) !== 0xe2) return null;
  const version = (second >> 3) & 3;
  const rate = MPEG_RATES[(third >> 2) & 3];
  if (version === 1 || !rate) return null;
  const divisor = version === 3 ? 1 : version === 2 ? 2 : 4;
  return { name: "MP3", isLossless: false, sampleRate: rate / divisor, bits: null };
}

function readTaggedFrames(view: DataView): AudioType {
  const size = [6, 7, 8, 9].reduce((sum, at) => (sum << 7) | (view.getUint8(at) & 127), 0);
  const footer = view.getUint8(5) & 0x10 ? 10 : 0;
  const unknown = { name: "MP3", isLossless: false, sampleRate: null, bits: null } as const;
  return readMpegFrame(view, 10 + size + footer) ?? unknown;
}

function readOgg(view: DataView): AudioType | null {
  const body = 27 + view.getUint8(26);
  const start = text(view, body, 8);
  const isFlac = start.startsWith("\x7fFLAC");
  if (!isFlac && start !== "OpusHead" && !start.startsWith("\x01vorbis")) return null;
  const rate = start.startsWith("\x01vorbis") ? view.getUint32(body + 12, true) : null;
  return { name: "Ogg", isLossless: isFlac, sampleRate: start === "OpusHead" ? 48_000 : rate, bits: null };
}

/** What kind of recording the first bytes are; null when it is none that the upload service takes. */
export function readAudioType(bytes: Uint8Array): AudioType | null {
  if (bytes.length < 44) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (text(view, 0, 4) === "RIFF" && text(view, 8, 4) === "WAVE") return readWave(view);
  if (text(view, 0, 4) === "fLaC") return readFlac(view);
  if (text(view, 0, 4) === "OggS") return readOgg(view);
  if (text(view, 4, 4) === "ftyp") return { name: "M4A", isLossless: false, sampleRate: null, bits: null };
  if (text(view, 0, 3) === "ID3") return readTaggedFrames(view);
  return readMpegFrame(view, 0);
}

export type PictureType = "PNG" | "JPEG" | "WebP";

/** What kind of picture the first bytes are; null when it is none that a cover may be, SVG among them. */
export function readPictureType(bytes: Uint8Array): PictureType | null {
  if (bytes.length < 16) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (text(view, 0, 8) === "\x89PNG\r\n\x1a\n") return "PNG";
  if (view.getUint16(0) === 0xffd8) return "JPEG";
  return text(view, 0, 4) === "RIFF" && text(view, 8, 4) === "WEBP" ? "WebP" : null;
}
