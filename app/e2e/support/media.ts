import sharp from "sharp";

const RATE = 44_100;
const HEADER = 44;

/** A recording as a studio would deliver it: 16-bit stereo PCM, a few chords that fade. */
export function makeWav(seconds: number, root = 220): Buffer {
  const frames = Math.round(seconds * RATE);
  const wav = Buffer.alloc(HEADER + frames * 4);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 4, 28);
  wav.writeUInt16LE(4, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(frames * 4, 40);
  for (let frame = 0; frame < frames; frame += 1) {
    const time = frame / RATE;
    const chord = [1, 5 / 4, 3 / 2].map((ratio) => Math.sin(2 * Math.PI * root * ratio * time));
    const level = (chord.reduce((sum, tone) => sum + tone, 0) / 3) * Math.exp(-2 * (time % 1)) * 24_000;
    wav.writeInt16LE(Math.round(level), HEADER + frame * 4);
    wav.writeInt16LE(Math.round(level * 0.8), HEADER + frame * 4 + 2);
  }
  return wav;
}

/** A square cover: a disc on a coloured ground. */
export function makeCover(ground: string, disc: string): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1200">
    <rect width="1200" height="1200" fill="${ground}"/><circle cx="600" cy="600" r="420" fill="${disc}"/>
    <circle cx="600" cy="600" r="60" fill="${ground}"/></svg>`;
  return sharp(Buffer.from(drawing)).png().toBuffer();
}
