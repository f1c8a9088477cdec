import { SAMPLE_RATE, createRandom } from "../dsp.ts";
import { fadeEnds } from "../envelope.ts";
import { Filter } from "../filter.ts";

/** Renders one hit in mono. Hits are made once for a kit and placed many times. */
export type Drum = () => Float32Array;

const TAU = 2 * Math.PI;
const frames = (seconds: number): number => Math.round(seconds * SAMPLE_RATE);
const falling = (frame: number, seconds: number): number => Math.exp(-frame / (seconds * SAMPLE_RATE));

export const kick =
  (base: number, punch: number, length: number): Drum =>
  () => {
    const out = new Float32Array(frames(length * 5));
    let phase = 0;
    for (let i = 0; i < out.length; i++) {
      phase += (TAU * (base + punch * falling(i, 0.018) + punch * 2.5 * falling(i, 0.0035))) / SAMPLE_RATE;
      const attack = Math.min(1, i / 30);
      out[i] = Math.tanh(Math.sin(phase) * 1.6 * falling(i, length)) * attack;
    }
    return fadeEnds(out);
  };

export const snare =
  (tone: number, rattle: number, length: number): Drum =>
  () => {
    const out = new Float32Array(frames(length * 6));
    const random = createRandom(frames(tone));
    const wires = new Filter(1800, 0.6);
    const top = new Filter(7800, 0.7);
    for (let i = 0; i < out.length; i++) {
      const time = i / SAMPLE_RATE;
      const skin =
        Math.sin(TAU * tone * time + 2.2 * (1 - falling(i, 0.02))) * falling(i, length * 0.55) +
        0.5 * Math.sin(TAU * tone * 1.73 * time) * falling(i, length * 0.3);
      const noise = top.low(wires.high(random() * 2 - 1)) * falling(i, length);
      out[i] = Math.tanh(skin * 0.75 + noise * rattle) * Math.min(1, i / 20);
    }
    return fadeEnds(out);
  };

/** Several hands: three short bursts, then the room. */
export const clap: Drum = () => {
  const out = new Float32Array(frames(0.45));
  const random = createRandom(1973);
  const palm = new Filter(1350, 1.3);
  const air = new Filter(700, 0.7);
  for (let i = 0; i < out.length; i++) {
    const time = i / SAMPLE_RATE;
    const burst = time < 0.033 ? Math.exp(-(time % 0.011) / 0.0035) : 0;
    const room = time >= 0.031 ? Math.exp(-(time - 0.031) / 0.075) * 0.85 : 0;
    const noise = random() * 2 - 1;
    out[i] = air.high(palm.band(noise) * 1.6 + noise * 0.18) * (burst + room) * 0.9;
  }
  return fadeEnds(out);
};

/** Six detuned squares through a high-pass, as in the classic drum machines. */
export const hat =
  (length: number, brightness = 7500): Drum =>
  () => {
    const out = new Float32Array(frames(length * 7));
    const ratios = [2, 3, 4.16, 5.43, 6.79, 8.21];
    const random = createRandom(frames(length) + 11);
    const edge = new Filter(brightness, 0.9);
    const second = new Filter(brightness * 0.8, 0.7);
    for (let i = 0; i < out.length; i++) {
      let metal = 0;
      for (const ratio of ratios) metal += (i * ratio * 411.3) % SAMPLE_RATE < SAMPLE_RATE / 2 ? 1 : -1;
      const sound = metal * 0.12 + (random() * 2 - 1) * 0.45;
      out[i] = second.high(edge.high(sound)) * falling(i, length) * Math.min(1, i / 12);
    }
    return fadeEnds(out);
  };

/** Grains in a gourd: a swell rather than a stroke. */
export const shaker =
  (length: number): Drum =>
  () => {
    const out = new Float32Array(frames(length));
    const random = createRandom(4_021);
    const grain = new Filter(6200, 1.1);
    for (let i = 0; i < out.length; i++) {
      const position = i / out.length;
      out[i] = grain.band(random() * 2 - 1) * Math.sin(Math.PI * position ** 0.6) ** 2 * 0.7;
    }
    return fadeEnds(out);
  };

export const rim: Drum = () => {
  const out = new Float32Array(frames(0.12));
  const body = new Filter(1700, 3);
  const random = createRandom(88);
  for (let i = 0; i < out.length; i++) {
    const click = (random() * 2 - 1) * falling(i, 0.002);
    const wood = Math.sin((TAU * 1730 * i) / SAMPLE_RATE) * falling(i, 0.012);
    out[i] = body.band(click) * 1.4 + wood * 0.6;
  }
  return fadeEnds(out);
};

/** Noise that swells (`rise`) or dies away, for the seams between sections. */
export const cymbalWash =
  (length: number, rise: boolean): Drum =>
  () => {
    const out = new Float32Array(frames(length));
    const random = createRandom(2_718);
    const tone = new Filter(4000, 0.8);
    for (let i = 0; i < out.length; i++) {
      const position = i / out.length;
      const level = rise ? position ** 3 : Math.exp(-position * 5.5);
      if (i % 64 === 0) tone.tune(rise ? 600 + 7000 * position : 9000 - 5500 * position, 0.8);
      const noise = random() * 2 - 1;
      out[i] = (rise ? tone.band(noise) : tone.high(noise)) * level * 0.5 * Math.min(1, i / 40);
    }
    return fadeEnds(out);
  };

/** Dust and crackle of a worn record under a whole piece. */
export const vinylDust =
  (seconds: number): Drum =>
  () => {
    const out = new Float32Array(frames(seconds));
    const random = createRandom(33_45);
    const tick = new Filter(3200, 1.5);
    const rumble = new Filter(900, 0.6);
    for (let i = 0; i < out.length; i++) {
      const spark = random() < 0.00016 ? (random() * 2 - 1) * 5 : 0;
      out[i] = tick.band(spark) + rumble.low(random() * 2 - 1) * 0.03;
    }
    return fadeEnds(out);
  };
