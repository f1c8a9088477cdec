import { SAMPLE_RATE, toFrames } from "./dsp.ts";

export interface EnvelopeShape {
  /** Seconds to full level. */
  attack: number;
  /** Time constant of the fall to `sustain`, in seconds. */
  decay: number;
  sustain: number;
  /** Time constant of the fall to silence after the note's end, in seconds. */
  release: number;
}

/** Frames of a held note plus its release down to about −60 dB. */
export const soundingFrames = (seconds: number, shape: EnvelopeShape): number =>
  toFrames(seconds + shape.release * 6);

const perFrame = (seconds: number): number => 1 - Math.exp(-1 / (Math.max(seconds, 1e-4) * SAMPLE_RATE));

/** Linear attack, exponential decay and release. One instance plays one note. */
export class Envelope {
  private level = 0;
  private frame = 0;
  private readonly attackFrames: number;
  private readonly heldFrames: number;
  private readonly decayRate: number;
  private readonly releaseRate: number;
  private readonly sustain: number;

  constructor(seconds: number, shape: EnvelopeShape) {
    this.attackFrames = Math.max(1, toFrames(shape.attack));
    this.heldFrames = toFrames(seconds);
    this.decayRate = perFrame(shape.decay);
    this.releaseRate = perFrame(shape.release);
    this.sustain = shape.sustain;
  }

  next(): number {
    if (this.frame >= this.heldFrames) this.level -= this.level * this.releaseRate;
    else if (this.frame < this.attackFrames) this.level += 1 / this.attackFrames;
    else this.level += (this.sustain - this.level) * this.decayRate;
    this.frame += 1;
    return this.level;
  }
}

/** Ends in exactly zero, so that a note cut off by its buffer never clicks. */
export function fadeEnds(samples: Float32Array, seconds = 0.004): Float32Array {
  const fade = Math.min(samples.length, toFrames(seconds));
  for (let i = 0; i < fade; i++) {
    const index = samples.length - 1 - i;
    samples[index] = (samples[index] as number) * (i / fade);
  }
  return samples;
}
