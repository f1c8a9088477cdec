import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { takeTurn } from "../../src/lib/state/one-sound.ts";
import { Versions } from "../../src/lib/state/versions.svelte.ts";
import { audioOf, FakeContext } from "../helpers/audio.ts";

const loudnessOf = new Map([
  ["loud", -8],
  ["quiet", -14],
]);
let decoded: string[] = [];
/** What answers only when the test says so. */
let held: Promise<void> | null = null;

vi.mock("../../src/lib/state/measure.ts", () => ({
  copyChannels: () => [],
  measure: async () => ({
    ...{ loudness: loudnessOf.get(decoded.at(-1) ?? "") ?? null, truePeak: 0.5 },
    ...{ waveform: [100], duration: 60 },
  }),
}));

const contexts: FakeContext[] = [];

function versionsOf(...names: string[]) {
  return new Versions(names.map((name) => ({ name, url: `http://gateway/${name}` })));
}

const settle = () => vi.advanceTimersByTimeAsync(50);
const levels = () => contexts.at(-1)?.faders.map(({ gain }) => Number(gain.value.toFixed(3)));

beforeEach(() => {
  vi.useFakeTimers();
  decoded = [];
  contexts.length = 0;
  vi.stubGlobal("fetch", async (url: string) => {
    const name = url.split("/").at(-1) ?? "";
    if (name === "missing") return new Response("", { status: 404 });
    if (name === "late") await held;
    decoded.push(name);
    return new Response(name);
  });
  vi.stubGlobal(
    "OfflineAudioContext",
    class {
      decodeAudioData = async () => audioOf(60);
    },
  );
  vi.stubGlobal(
    "AudioContext",
    class extends FakeContext {
      constructor() {
        super();
        contexts.push(this);
      }
    },
  );
});

afterEach(() => {
  takeTurn(() => undefined);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("Versions", () => {
  it("fetches nothing before somebody listens, then what is heard first", async () => {
    const versions = versionsOf("draft", "loud", "quiet");
    versions.choose(2);
    await settle();
    expect(decoded).toEqual([]);
    void versions.play();
    await settle();
    expect(decoded).toEqual(["quiet", "draft", "loud"]);
    expect(versions.isLoading).toBe(false);
    versions.release();
  });

  it("makes all as loud as the quietest", async () => {
    const versions = versionsOf("loud", "quiet");
    void versions.play();
    await settle();
    expect(levels()).toEqual([0.501, 0]);
    versions.choose(1);
    expect(levels()).toEqual([0, 1]);
    versions.release();
  });

  it("keeps the position when it switches, and begins anew after the end", async () => {
    const versions = versionsOf("loud", "quiet");
    void versions.play();
    await settle();
    contexts[0]!.currentTime = 30;
    versions.choose(1);
    await vi.advanceTimersByTimeAsync(100);
    expect([versions.position, versions.isPlaying]).toEqual([30, true]);
    contexts[0]!.currentTime = 61;
    await vi.advanceTimersByTimeAsync(100);
    expect([versions.position, versions.isPlaying]).toEqual([0, false]);
    versions.release();
  });

  it("does not end before it knows how long the longest is", async () => {
    const late = Promise.withResolvers<void>();
    held = late.promise;
    const versions = versionsOf("loud", "late");
    void versions.play();
    await settle();
    contexts[0]!.currentTime = 61;
    await vi.advanceTimersByTimeAsync(100);
    expect([versions.position, versions.isPlaying]).toEqual([61, true]);
    late.resolve();
    await vi.advanceTimersByTimeAsync(200);
    expect([versions.position, versions.isPlaying]).toEqual([0, false]);
    versions.release();
  });

  it("ends where the others do when one cannot be had", async () => {
    const versions = versionsOf("loud", "missing");
    void versions.play();
    await settle();
    contexts[0]!.currentTime = 61;
    await vi.advanceTimersByTimeAsync(100);
    expect(versions.isPlaying).toBe(false);
    versions.release();
  });

  it("tells what cannot be heard, plays the others, and asks again the next time", async () => {
    const versions = versionsOf("loud", "missing");
    void versions.play();
    await settle();
    expect([versions.broken, versions.isPlaying]).toEqual([[1], true]);
    versions.choose(1);
    expect(versions.current).toBe(0);
    versions.pause();
    void versions.play();
    expect(versions.broken).toEqual([1]);
    await settle();
    expect(decoded).toEqual(["loud"]);
    versions.release();
  });

  it("stops when what it was to play is missing", async () => {
    const versions = versionsOf("missing", "loud");
    void versions.play();
    await settle();
    expect([versions.isPlaying, versions.broken]).toEqual([false, [0]]);
    versions.release();
  });

  it("ends when another sound begins, and lets go when another comparison does", async () => {
    const [one, other] = [versionsOf("loud", "quiet"), versionsOf("loud")];
    void one.play();
    await settle();
    takeTurn(() => undefined);
    expect(one.isPlaying).toBe(false);
    void other.play();
    await settle();
    expect(contexts.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    void one.play();
    await settle();
    expect([one.isPlaying, other.isPlaying]).toEqual([true, false]);
    one.release();
  });
});
