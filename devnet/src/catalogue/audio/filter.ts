import { SAMPLE_RATE } from "./dsp.ts";

/** Topology-preserving state-variable filter: stable while its cutoff moves every few frames. */
export class Filter {
  private first = 0;
  private second = 0;
  private damping = 1;
  private a1 = 0;
  private a2 = 0;
  private a3 = 0;
  private bandValue = 0;
  private lowValue = 0;

  constructor(cutoff = 1000, resonance = 0.707) {
    this.tune(cutoff, resonance);
  }

  /** The cutoff is held below 0.45 of the sample rate, where the prewarping still converges. */
  tune(cutoff: number, resonance = 0.707): void {
    const bounded = Math.min(Math.max(cutoff, 10), SAMPLE_RATE * 0.45);
    const g = Math.tan((Math.PI * bounded) / SAMPLE_RATE);
    this.damping = 1 / resonance;
    this.a1 = 1 / (1 + g * (g + this.damping));
    this.a2 = g * this.a1;
    this.a3 = g * this.a2;
  }

  private step(input: number): void {
    const v3 = input - this.second;
    this.bandValue = this.a1 * this.first + this.a2 * v3;
    this.lowValue = this.second + this.a2 * this.first + this.a3 * v3;
    this.first = 2 * this.bandValue - this.first;
    this.second = 2 * this.lowValue - this.second;
  }

  low(input: number): number {
    this.step(input);
    return this.lowValue;
  }

  band(input: number): number {
    this.step(input);
    return this.bandValue * this.damping;
  }

  high(input: number): number {
    this.step(input);
    return input - this.damping * this.bandValue - this.lowValue;
  }
}
