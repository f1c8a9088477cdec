import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import {
  SAMPLE_RATE,
  type Stereo,
  createStereo,
  midiToHz,
  pitchToMidi,
  saw,
  sine,
} from "../../src/catalogue/audio/dsp.ts";
import { Filter } from "../../src/catalogue/audio/filter.ts";
import { electricPiano, glassBell, pluckedString } from "../../src/catalogue/audio/instruments/keys.ts";
import { bowedCello, deepBass, squareLead } from "../../src/catalogue/audio/instruments/subtractive.ts";
import { hornSection } from "../../src/catalogue/audio/instruments/brass.ts";
import { feltPiano, marimba, organ } from "../../src/catalogue/audio/instruments/struck.ts";
import { uprightBass, woodFlute } from "../../src/catalogue/audio/instruments/winds.ts";
import { integratedLoudness } from "../../src/catalogue/audio/loudness.ts";
import { limit } from "../../src/catalogue/audio/mastering.ts";
import { PIECES, type PieceName } from "../../src/catalogue/audio/pieces/index.ts";
import { renderPieces } from "../../src/catalogue/audio/render.ts";
import { encodeWav, wavSeconds } from "../../src/catalogue/audio/wav.ts";
import { cacheFolder } from "../../src/catalogue/prepare.ts";

const names = Object.keys(PIECES) as PieceName[];

function decode(wav: Uint8Array): Stereo {
  const samples = new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.byteLength));
  const out = createStereo(samples.length / 2);
  for (let i = 0; i < out.left.length; i++) {
    out.left[i] = (samples[2 * i] as number) / 32_767;
    out.right[i] = (samples[2 * i + 1] as number) / 32_767;
  }
  return out;
}

const energy = (samples: Float32Array): number => samples.reduce((sum, value) => sum + value * value, 0);
const rms = (samples: Float32Array): number => Math.sqrt(energy(samples) / samples.length);
const peak = (samples: Float32Array): number =>
  samples.reduce((top, value) => Math.max(top, Math.abs(value)), 0);

/** Shares of the energy below 200 Hz, up to 2 kHz, and above. */
function bands(samples: Float32Array): [number, number, number] {
  const low = new Filter(200);
  const high = new Filter(2000);
  const lows = energy(samples.map((value) => low.low(value)));
  const highs = energy(samples.map((value) => high.high(value)));
  const total = energy(samples);
  return [lows / total, (total - lows - highs) / total, highs / total];
}

/** Strength of one frequency in a sound. */
function toneLevel(samples: Float32Array, hz: number): number {
  let [cosine, sinus] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    const windowed = (samples[i] as number) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / samples.length));
    cosine += windowed * Math.cos((2 * Math.PI * hz * i) / SAMPLE_RATE);
    sinus += windowed * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE);
  }
  return Math.hypot(cosine, sinus);
}

/** Share of 50 ms windows below −50 dBFS. */
function silence(samples: Float32Array): number {
  const window = SAMPLE_RATE / 20;
  const count = Math.floor(samples.length / window);
  let quiet = 0;
  for (let i = 0; i < count; i++) if (rms(samples.subarray(i * window, (i + 1) * window)) < 0.003) quiet++;
  return quiet / count;
}

describe("recordings", () => {
  let files: Record<PieceName, Uint8Array>;
  before(async () => {
    files = await renderPieces(cacheFolder);
  });

  for (const name of names) {
    describe(name, () => {
      it("is a 16-bit stereo WAV file of 25 to 40 seconds under 7 MB", () => {
        const wav = files[name];
        const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength);
        const text = (offset: number): string => String.fromCharCode(...wav.subarray(offset, offset + 4));
        assert.deepEqual([text(0), text(8), text(12), text(36)], ["RIFF", "WAVE", "fmt ", "data"]);
        assert.equal(view.getUint32(4, true), wav.length - 8);
        assert.equal(view.getUint32(40, true), wav.length - 44);
        assert.deepEqual([view.getUint16(20, true), view.getUint16(22, true)], [1, 2]);
        assert.equal(view.getUint32(24, true), SAMPLE_RATE);
        assert.equal(view.getUint32(28, true), SAMPLE_RATE * 4);
        assert.deepEqual([view.getUint16(32, true), view.getUint16(34, true)], [4, 16]);
        assert.ok(wav.length < 7_000_000);
        assert.ok(wavSeconds(wav) > 25 && wavSeconds(wav) < 40);
      });

      it("is as loud as a streamed record, never clips and has no offset", () => {
        const sound = decode(files[name]);
        const top = Math.max(peak(sound.left), peak(sound.right));
        assert.ok(top < 0.9 && top > 0.6, `peak ${top}`);
        const loudness = integratedLoudness(sound);
        assert.ok(Math.abs(loudness + 14) < 0.5, `${loudness} LUFS`);
        const mean = sound.left.reduce((sum, value) => sum + value, 0) / sound.left.length;
        assert.ok(Math.abs(mean) < 1e-3, `mean ${mean}`);
      });

      it("fills bass, middle and treble, and is not one sound", () => {
        const { left } = decode(files[name]);
        const [low, middle, high] = bands(left);
        assert.ok(low > 0.1 && low < 0.95, `low ${low}`);
        assert.ok(middle > 0.03, `middle ${middle}`);
        assert.ok(high > 0.001, `high ${high}`);
      });

      it("begins softer than it goes on, hardly pauses, and dies away", () => {
        const { left } = decode(files[name]);
        const second = (from: number, to: number): number =>
          rms(left.subarray(from * SAMPLE_RATE, to * SAMPLE_RATE));
        assert.ok(second(0, 3) < 0.85 * second(10, 25));
        assert.ok(silence(left) < 0.08, `silence ${silence(left)}`);
        assert.ok(rms(left.subarray(-SAMPLE_RATE / 20)) < 0.005);
      });

      it("has a left and a right side", () => {
        const { left, right } = decode(files[name]);
        const side = rms(left.map((value, i) => value - (right[i] as number)));
        assert.ok(side / rms(left) > 0.05, `side ${side}`);
      });
    });
  }

  it("differ from each other", () => {
    assert.equal(
      new Set(names.map((name) => Buffer.from(files[name]).toString("latin1"))).size,
      names.length,
    );
  });

  it("come out the same every time", () => {
    assert.ok(Buffer.from(encodeWav(PIECES["salt-and-timber"]())).equals(files["salt-and-timber"]));
  });
});

describe("synthesiser", () => {
  it("reads pitches", () => {
    assert.deepEqual(["c4", "a4", "eb3", "f#5"].map(pitchToMidi), [60, 69, 51, 78]);
    assert.throws(() => pitchToMidi("h4"), /not a pitch/);
  });

  it("approximates the sine", () => {
    for (let turns = -2; turns < 2; turns += 0.0137) {
      assert.ok(Math.abs(sine(turns) - Math.sin(2 * Math.PI * turns)) < 1e-6);
    }
  });

  for (const [name, instrument] of Object.entries({
    electricPiano,
    glassBell,
    guitar: pluckedString(0.9965, 0.75),
    bowedCello,
    deepBass,
    feltPiano,
    hornSection,
    marimba,
    organ,
    squareLead,
    uprightBass,
    woodFlute,
  })) {
    it(`plays in tune: ${name}`, () => {
      for (const midi of [40, 57, 76]) {
        const sound = instrument(midi, 1.2, 0.8).subarray(4_410, 40_000);
        const level = (cents: number): number => toneLevel(sound, midiToHz(midi + cents / 100));
        assert.ok(
          Math.max(level(-4), level(0), level(4)) > 1.05 * Math.max(level(-30), level(30)),
          `${midi}`,
        );
      }
    });
  }

  it("keeps the aliases of a high saw down", () => {
    const hz = 3_520;
    const step = hz / SAMPLE_RATE;
    const render = (voice: (phase: number) => number): Float32Array =>
      Float32Array.from({ length: SAMPLE_RATE }, (_, i) => voice((i * step) % 1));
    // Below the fundamental there is nothing but aliases.
    const aliases = (samples: Float32Array): number => {
      const filters = [new Filter(1_000), new Filter(1_000), new Filter(1_000)];
      return rms(samples.map((value) => filters.reduce((x, filter) => filter.low(x), value)).subarray(2_000));
    };
    assert.ok(aliases(render((phase) => saw(phase, step))) < 0.5 * aliases(render((phase) => 2 * phase - 1)));
  });

  it("measures a full-scale 997 Hz sine in one channel at −3.01 LUFS", () => {
    const sound = createStereo(SAMPLE_RATE * 5);
    for (let i = 0; i < sound.left.length; i++)
      sound.left[i] = Math.sin((2 * Math.PI * 997 * i) / SAMPLE_RATE);
    assert.ok(Math.abs(integratedLoudness(sound) + 3.01) < 0.05, String(integratedLoudness(sound)));
  });

  it("limits without passing the ceiling and leaves quiet sound alone", () => {
    const sound = createStereo(SAMPLE_RATE);
    for (let i = 0; i < SAMPLE_RATE; i++) {
      const loud = i > 20_000 && i < 22_000 ? 3 : 0.3;
      sound.left[i] = loud * Math.sin(i / 7);
      sound.right[i] = -loud * Math.cos(i / 9);
    }
    const early = sound.left.slice(0, 10_000);
    limit(sound, 0.8);
    assert.ok(Math.max(peak(sound.left), peak(sound.right)) <= 0.8 + 1e-6);
    assert.deepEqual(sound.left.slice(0, 10_000), early);
  });
});
