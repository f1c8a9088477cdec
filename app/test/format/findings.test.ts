import { describe, expect, it } from "vitest";
import { readAudioType, readPictureType } from "../../src/lib/format/file-types.ts";
import { audioFigures, describeAudio, describeCover } from "../../src/lib/format/findings.ts";
import { measureAudio } from "../../src/lib/format/measure-audio.ts";

const RATE = 8000;

function tone(seconds: number, level: number, from = 0, to = seconds): Float32Array {
  return Float32Array.from({ length: seconds * RATE }, (_, index) => {
    const time = index / RATE;
    return time >= from && time < to ? level * Math.sin(2 * Math.PI * 440 * time) : 0;
  });
}

const wave = { name: "WAV", isLossless: true, sampleRate: 44_100, bits: 24 } as const;
const words = (...channels: Float32Array[]) =>
  describeAudio(wave, measureAudio(channels, RATE))
    .map(({ text }) => text)
    .join(" ");

describe("measureAudio", () => {
  it("finds length, peaks and silence at both ends", () => {
    const measure = measureAudio([tone(10, 0.5, 2, 6), tone(10, 0.25, 2, 6)], RATE);
    expect(measure).toMatchObject({ duration: 10, channels: 2, silentChannels: 0, isDualMono: false });
    expect(measure.peak).toBeCloseTo(0.5, 2);
    expect(measure.silenceBefore).toBeCloseTo(2, 2);
    expect(measure.silenceAfter).toBeCloseTo(4, 2);
    expect(measure.waveform).toHaveLength(200);
    expect([measure.waveform[0], Math.max(...measure.waveform)]).toEqual([0, 100]);
  });

  it("counts places that are cut off, not samples", () => {
    const clipped = tone(1, 0.1);
    clipped.fill(1, 100, 110);
    clipped.fill(-1, 500, 503);
    clipped.fill(1, 900, 902);
    expect(measureAudio([clipped], RATE).clippings).toBe(2);
  });
});

describe("describeAudio", { timeout: 30_000 }, () => {
  it("finds nothing to say against a sound recording", () => {
    expect(words(tone(31, 0.2), tone(31, 0.19))).toBe("No clipping.");
  });

  it("advises, and says why", () => {
    const cut = tone(31, 0.9);
    cut.fill(1, 1000, 1100);
    expect(words(cut, tone(31, 0.2))).toContain("cut off at full scale in 1 place");
    expect(words(tone(31, 0.99), tone(31, 0.98))).toContain("very loud");
    expect(words(tone(31, 0.005), tone(31, 0.004))).toContain("very quiet");
    expect(words(tone(5, 0.2), tone(5, 0.19))).toContain("shorter than 30 seconds");
    expect(words(tone(31, 0.2, 5, 21), tone(31, 0.19, 5, 21))).toMatch(
      /begins with 5 .* ends with 10 seconds/,
    );
    expect(words(tone(31, 0.2), tone(31, 0.2))).toContain("mono");
    expect(words(tone(31, 0.2), tone(31, 0))).toContain("One of its channels is silent");
    const lossy = { ...wave, name: "MP3", isLossless: false, sampleRate: 22_050 } as const;
    const advice = describeAudio(lossy, measureAudio([tone(31, 0.2), tone(31, 0.19)], RATE));
    expect(advice.map(({ text }) => text).join(" ")).toMatch(/MP3 leaves out .* 22,050 Hz/);
  });

  it("shows the figures with their standard", () => {
    const figures = audioFigures(wave, measureAudio([tone(31, 0.2), tone(31, 0.19)], RATE));
    expect(figures.map(({ value }) => value).slice(0, 2)).toEqual([
      "0:31",
      "WAV · 44.1 kHz · 24 bit · Stereo",
    ]);
    expect(figures[2]?.label).toBe("Loudness (ITU-R BS.1770)");
    expect(figures[2]?.value).toMatch(/^−1\d\.\d LUFS$/);
  });
});

describe("describeCover", () => {
  it("refuses small ones and advises on shape and size", () => {
    expect(() => describeCover("PNG", { width: 299, height: 900 })).toThrow("299 × 900");
    const of = (width: number, height: number) =>
      describeCover("PNG", { width, height }).map(({ tone }) => tone);
    expect(of(3000, 3000)).toEqual(["fine"]);
    expect(of(3000, 2000)).toEqual(["advice", "fine"]);
    expect(of(600, 800)).toEqual(["advice", "advice", "fine"]);
  });
});

describe("files by their content", () => {
  const bytes = (head: string, length = 64) => {
    const all = new Uint8Array(length);
    all.set(Uint8Array.from(head, (letter) => letter.charCodeAt(0)));
    return all;
  };

  it("knows recordings, whatever they are called", () => {
    const wav = bytes("RIFF....WAVEfmt \x10\0\0\0\x01\0\x02\0\x80\xbb\0\0");
    wav[34] = 24;
    expect(readAudioType(wav)).toEqual({ name: "WAV", isLossless: true, sampleRate: 48_000, bits: 24 });
    const flac = bytes("fLaC");
    flac.set([0x0a, 0xc4, 0x42, 0xf0], 18);
    expect(readAudioType(flac)).toEqual({ name: "FLAC", isLossless: true, sampleRate: 44_100, bits: 16 });
    expect(readAudioType(bytes("\xff\xfb\x90\0"))).toMatchObject({ name: "MP3", sampleRate: 44_100 });
    expect(readAudioType(bytes("\xff\xf1\x50\x80"))).toMatchObject({ name: "AAC", sampleRate: 44_100 });
    expect(readAudioType(bytes("ID3\x04\0\0\0\0\x10\0"))).toMatchObject({ name: "MP3", sampleRate: null });
    expect(readAudioType(bytes("\0\0\0\x18ftypM4A "))).toMatchObject({ name: "M4A" });
  });

  it("knows no others", () => {
    for (const head of ["", "<svg", "%PDF-1.7", "FORM....AIFF", "\x89PNG\r\n\x1a\n"]) {
      expect(readAudioType(bytes(head))).toBeNull();
    }
    expect(readAudioType(bytes("RIFF....WAVE", 40))).toBeNull();
    expect(readPictureType(bytes("<svg xmlns='http://www.w3.org/2000/svg'>"))).toBeNull();
    expect(readPictureType(bytes("GIF89a"))).toBeNull();
    expect(readPictureType(bytes("\x89PNG\r\n\x1a\n"))).toBe("PNG");
    expect(readPictureType(bytes("\xff\xd8\xff\xe0"))).toBe("JPEG");
    expect(readPictureType(bytes("RIFF....WEBP"))).toBe("WebP");
  });
});
