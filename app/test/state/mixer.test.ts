import { describe, expect, it } from "vitest";
import { Mixer } from "../../src/lib/state/mixer.ts";
import { audioOf, FakeContext } from "../helpers/audio.ts";

function mixerOf(...durations: number[]) {
  const context = new FakeContext();
  const mixer = new Mixer(context as unknown as AudioContext, 0);
  for (const [index, duration] of durations.entries()) mixer.add(index, audioOf(duration));
  const levels = () => context.faders.map(({ gain }) => gain.value);
  return { context, mixer, levels };
}

describe("Mixer", () => {
  it("starts all recordings at once and lets one be heard", () => {
    const { context, mixer, levels } = mixerOf(60, 60, 60);
    mixer.play();
    expect(context.running).toEqual([0, 0, 0]);
    expect(levels()).toEqual([1, 0, 0]);
  });

  it("switches at the same position: nothing is started anew", () => {
    const { context, mixer, levels } = mixerOf(60, 60);
    mixer.play();
    context.currentTime = 12.5;
    mixer.hear(1);
    expect(levels()).toEqual([0, 1]);
    expect(mixer.position).toBe(12.5);
    expect(context.sources).toHaveLength(2);
  });

  it("goes on where it was paused", () => {
    const { context, mixer } = mixerOf(60, 60);
    mixer.play();
    context.currentTime = 7;
    mixer.pause();
    context.currentTime = 100;
    expect(mixer.position).toBe(7);
    expect(context.running).toEqual([]);
    mixer.play();
    expect(context.running).toEqual([7, 7]);
    context.currentTime = 103;
    expect(mixer.position).toBe(10);
  });

  it("moves while it plays, and while it stands still", () => {
    const { context, mixer } = mixerOf(60);
    mixer.seek(20);
    expect(context.running).toEqual([]);
    mixer.play();
    expect(context.running).toEqual([20]);
    mixer.seek(40);
    expect(context.running).toEqual([40]);
    expect(mixer.position).toBe(40);
  });

  it("lets a recording that comes late join where the others are", () => {
    const { context, mixer } = mixerOf(60);
    mixer.play();
    context.currentTime = 9;
    mixer.add(1, audioOf(60));
    expect(context.running).toEqual([0, 9]);
  });

  it("does not start one that is over already", () => {
    const { context, mixer } = mixerOf(60, 10);
    mixer.seek(30);
    mixer.play();
    expect(context.running).toEqual([30]);
  });

  it("applies levels to what is heard now and later", () => {
    const { mixer, levels } = mixerOf(60, 60);
    mixer.level([0.5, 0.8]);
    expect(levels()).toEqual([0.5, 0]);
    mixer.hear(1);
    expect(levels()).toEqual([0, 0.8]);
  });
});
