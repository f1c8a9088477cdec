import { SAMPLE_RATE, midiToHz, pulse, saw } from "../dsp.ts";
import { Envelope, type EnvelopeShape, fadeEnds, soundingFrames } from "../envelope.ts";
import { Filter } from "../filter.ts";
import type { Instrument } from "../instrument.ts";

interface SynthPatch {
  wave: "saw" | "pulse";
  /** One oscillator for each entry, in cents. */
  detune: number[];
  amplitude: EnvelopeShape;
  filter: EnvelopeShape;
  /** Hertz at rest, and the hertz that the filter's envelope adds at full velocity. */
  cutoff: number;
  sweep: number;
  resonance: number;
  /** A sine under the oscillators, for weight. */
  sub?: number;
  vibrato?: { cents: number; hz: number; delay: number };
}

const CONTROL_FRAMES = 16;

/** Detuned band-limited oscillators through a moving low-pass: pads, stabs, basses, bowed strings. */
export const subtractive =
  (patch: SynthPatch): Instrument =>
  (midi, seconds, velocity) => {
    const out = new Float32Array(soundingFrames(seconds, patch.amplitude));
    const amplitude = new Envelope(seconds, patch.amplitude);
    const sweep = new Envelope(seconds, patch.filter);
    const filter = new Filter();
    const hz = midiToHz(midi);
    const count = patch.detune.length;
    const ratios = patch.detune.map((cents) => 2 ** (cents / 1200) / SAMPLE_RATE);
    const phases = patch.detune.map((_, index) => (index * 0.618 + midi * 0.37) % 1);
    const gain = (velocity * 0.5) / Math.sqrt(count);
    const subGain = (patch.sub ?? 0) * Math.sqrt(count);
    let bent = hz;
    let subPhase = 0;
    for (let i = 0; i < out.length; i++) {
      const opening = sweep.next();
      if (i % CONTROL_FRAMES === 0) {
        filter.tune(patch.cutoff + patch.sweep * opening * velocity, patch.resonance);
        bent = hz * vibratoAt(patch.vibrato, i / SAMPLE_RATE);
      }
      let sum = 0;
      for (let voice = 0; voice < count; voice++) {
        const step = bent * (ratios[voice] as number);
        const moved = (phases[voice] as number) + step;
        const phase = moved >= 1 ? moved - 1 : moved;
        phases[voice] = phase;
        sum += patch.wave === "saw" ? saw(phase, step) : pulse(phase, step, 0.38);
      }
      subPhase += (2 * Math.PI * bent) / SAMPLE_RATE;
      if (subGain > 0) sum += subGain * Math.sin(subPhase);
      out[i] = filter.low(sum) * amplitude.next() * gain;
    }
    return fadeEnds(out);
  };

function vibratoAt(vibrato: SynthPatch["vibrato"], seconds: number): number {
  if (vibrato === undefined) return 1;
  const depth = Math.min(1, Math.max(0, (seconds - vibrato.delay) / 0.4)) * vibrato.cents;
  return 2 ** ((depth * Math.sin(2 * Math.PI * vibrato.hz * seconds)) / 1200);
}

export const warmPad = subtractive({
  wave: "saw",
  detune: [-11, -4, 5, 12],
  amplitude: { attack: 0.35, decay: 1, sustain: 0.85, release: 0.3 },
  filter: { attack: 0.9, decay: 1.5, sustain: 0.5, release: 0.4 },
  cutoff: 420,
  sweep: 1500,
  resonance: 0.7,
});

export const chordStab = subtractive({
  wave: "saw",
  detune: [-8, 0, 7],
  amplitude: { attack: 0.003, decay: 0.2, sustain: 0.25, release: 0.07 },
  filter: { attack: 0.002, decay: 0.12, sustain: 0.15, release: 0.08 },
  cutoff: 500,
  sweep: 3400,
  resonance: 1.1,
});

export const squareLead = subtractive({
  wave: "pulse",
  detune: [-4, 4],
  amplitude: { attack: 0.012, decay: 0.5, sustain: 0.6, release: 0.08 },
  filter: { attack: 0.02, decay: 0.3, sustain: 0.4, release: 0.1 },
  cutoff: 900,
  sweep: 2600,
  resonance: 0.9,
  vibrato: { cents: 12, hz: 5.4, delay: 0.18 },
});

export const deepBass = subtractive({
  wave: "saw",
  detune: [0],
  amplitude: { attack: 0.004, decay: 0.25, sustain: 0.6, release: 0.03 },
  filter: { attack: 0.002, decay: 0.1, sustain: 0.1, release: 0.05 },
  cutoff: 130,
  sweep: 800,
  resonance: 1.3,
  sub: 0.5,
});

export const rollingBass = subtractive({
  wave: "saw",
  detune: [-18, 0, 17],
  amplitude: { attack: 0.01, decay: 0.5, sustain: 0.85, release: 0.04 },
  filter: { attack: 0.18, decay: 0.35, sustain: 0.3, release: 0.05 },
  cutoff: 150,
  sweep: 900,
  resonance: 1.6,
  sub: 0.8,
});

export const bowedCello = subtractive({
  wave: "saw",
  detune: [-5, 4],
  amplitude: { attack: 0.11, decay: 0.6, sustain: 0.85, release: 0.11 },
  filter: { attack: 0.16, decay: 0.6, sustain: 0.6, release: 0.12 },
  cutoff: 500,
  sweep: 1900,
  resonance: 0.8,
  vibrato: { cents: 14, hz: 5, delay: 0.25 },
});

/** A sequencer's voice: short, bright, dry. */
export const sequenceSaw = subtractive({
  wave: "saw",
  detune: [-6, 6],
  amplitude: { attack: 0.003, decay: 0.16, sustain: 0.3, release: 0.05 },
  filter: { attack: 0.002, decay: 0.12, sustain: 0.2, release: 0.05 },
  cutoff: 420,
  sweep: 3000,
  resonance: 1.4,
});
