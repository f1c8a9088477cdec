import { SAMPLE_RATE, type Stereo, createRandom } from "./dsp.ts";

const HEADER_BYTES = 44;
const FRAME_BYTES = 4;

/** 16-bit stereo PCM with triangular dither of one step, which turns rounding distortion into faint noise. */
export function encodeWav({ left, right }: Stereo): Uint8Array {
  const dataBytes = left.length * FRAME_BYTES;
  const bytes = new Uint8Array(HEADER_BYTES + dataBytes);
  const view = new DataView(bytes.buffer);
  const text = (offset: number, value: string): void => {
    for (let i = 0; i < value.length; i++) bytes[offset + i] = value.charCodeAt(i);
  };
  text(0, "RIFF");
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * FRAME_BYTES, true);
  view.setUint16(32, FRAME_BYTES, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, dataBytes, true);
  const random = createRandom(16);
  const samples = new Int16Array(bytes.buffer, HEADER_BYTES);
  for (let i = 0; i < left.length; i++) {
    samples[2 * i] = quantise(left[i] as number, random);
    samples[2 * i + 1] = quantise(right[i] as number, random);
  }
  return bytes;
}

function quantise(value: number, random: () => number): number {
  const dithered = Math.round(value * 32_767 + random() - random());
  return Math.max(-32_768, Math.min(32_767, dithered));
}

export const wavSeconds = (bytes: Uint8Array): number =>
  (bytes.length - HEADER_BYTES) / FRAME_BYTES / SAMPLE_RATE;
