import { matchingGains, sharedRate, type Level } from "#lib/format/matched-loudness.ts";
import type { Waveform } from "#lib/format/track.ts";
import { copyChannels, measure } from "./measure.ts";
import { Mixer } from "./mixer.ts";
import { takeTurn } from "./one-sound.ts";
import { loadWaveform } from "./waveforms.ts";

/** A recording that is compared with others. */
export interface Version {
  readonly name: string;
  readonly url: string;
}

const TICK = 100;

/** Lets go of what is decoded elsewhere: recordings are large, and one comparison at a time is heard. */
let letOthersGo: () => void = () => {};

async function decode(url: string, rate: number): Promise<AudioBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the recording was answered with ${response.status}`);
  return new OfflineAudioContext(1, 1, rate).decodeAudioData(await response.arrayBuffer());
}

/** Recordings on one timeline: switching keeps the position, and all are equally loud. */
export class Versions {
  readonly all: readonly Version[];
  current = $state(0);
  isPlaying = $state(false);
  isLoading = $state(false);
  position = $state(0);
  waveforms = $state.raw<readonly (Waveform | null)[]>([]);
  /** Indexes of those that cannot be heard. */
  broken = $state.raw<readonly number[]>([]);
  /** Seconds of the longest, as far as is known. */
  readonly duration = $derived(Math.max(0, ...this.waveforms.map((waveform) => waveform?.duration ?? 0)));
  #levels: (Level | null)[] = [];
  #context: AudioContext | null = null;
  #mixer: Mixer | null = null;
  #loading: Promise<void> | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #pause = () => this.pause();
  readonly #release = () => this.release();

  constructor(all: readonly Version[]) {
    this.all = all;
    this.waveforms = all.map(() => null);
  }

  /** Draws the recordings one after the other, before anything is heard. */
  async draw(): Promise<void> {
    for (const [index, { url }] of this.all.entries()) this.#drawn(index, await loadWaveform(url));
  }

  /** Listens to another one at the same position. */
  choose(index: number): void {
    if (index < 0 || index >= this.all.length || this.broken.includes(index)) return;
    this.current = index;
    this.#mixer?.hear(index);
    if (this.#mixer) this.isLoading = !this.#mixer.has(index) && this.isPlaying;
  }

  toggle(): void {
    if (this.isPlaying) this.pause();
    else void this.play();
  }

  async play(): Promise<void> {
    if (this.isPlaying) return;
    takeTurn(this.#pause);
    if (letOthersGo !== this.#release) letOthersGo();
    letOthersGo = this.#release;
    // A context made before somebody asks for sound stays silent.
    const context = (this.#context ??= new AudioContext());
    const mixer = (this.#mixer ??= new Mixer(context, this.current));
    this.isPlaying = true;
    this.isLoading = !mixer.has(this.current);
    await context.resume();
    if (mixer.has(this.current)) this.#run();
    if (this.#loading !== null) return;
    // What could not be had before is asked for again.
    this.broken = [];
    const loading = this.#load(context, mixer);
    this.#loading = loading;
    void loading.finally(() => {
      if (this.#loading === loading) this.#loading = null;
    });
  }

  pause(): void {
    this.isPlaying = false;
    this.isLoading = false;
    clearInterval(this.#timer);
    this.#mixer?.pause();
  }

  seek(seconds: number): void {
    if (!Number.isFinite(seconds)) return;
    this.position = Math.max(0, Math.min(seconds, this.duration || seconds));
    this.#mixer?.seek(this.position);
  }

  /** Ends, and lets go of what was decoded. */
  release(): void {
    this.pause();
    this.#mixer?.close();
    void this.#context?.close();
    this.#levels = [];
    [this.#context, this.#mixer, this.#loading] = [null, null, null];
  }

  #run(): void {
    if (this.#mixer === null || !this.isPlaying) return;
    this.#mixer.seek(this.position);
    this.#mixer.play();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#look(), TICK);
  }

  #look(): void {
    if (this.#mixer === null) return;
    this.position = this.#mixer.position;
    // The longest may not be drawn yet.
    const isOpen = this.waveforms.some((waveform, at) => waveform === null && !this.broken.includes(at));
    if (isOpen || this.duration === 0 || this.position < this.duration) return;
    this.pause();
    this.seek(0);
  }

  /** The one that is wanted first; what was let go meanwhile is not waited for. */
  async #load(context: AudioContext, mixer: Mixer): Promise<void> {
    let rate = context.sampleRate;
    for (let next = this.#nextToLoad(mixer); next !== undefined; next = this.#nextToLoad(mixer)) {
      try {
        const url = this.all[next]?.url ?? "";
        let buffer = await decode(url, rate);
        const shared = this.#levels.length > 0 ? rate : sharedRate(rate, buffer.duration, this.all.length);
        if (shared !== rate) buffer = await decode(url, (rate = shared));
        if (this.#mixer !== mixer) return;
        await this.#add(mixer, next, buffer);
      } catch {
        if (this.#mixer !== mixer) return;
        this.broken = [...this.broken, next];
        if (next === this.current) this.pause();
      }
    }
  }

  #nextToLoad(mixer: Mixer): number | undefined {
    const isOpen = (index: number) => !mixer.has(index) && !this.broken.includes(index);
    return [this.current, ...this.all.keys()].find(isOpen);
  }

  async #add(mixer: Mixer, index: number, buffer: AudioBuffer): Promise<void> {
    mixer.add(index, buffer);
    if (index === this.current) {
      this.isLoading = false;
      if (!mixer.isRunning) this.#run();
    }
    const found = await measure(copyChannels(buffer), buffer.sampleRate);
    if (this.#mixer !== mixer) return;
    const { loudness, truePeak, waveform, duration } = found;
    this.#levels[index] = { loudness, truePeak };
    if (this.waveforms[index] === null)
      this.#drawn(index, { peaks: waveform.map((peak) => peak / 100), duration });
    mixer.level(matchingGains(this.all.map((_, at) => this.#levels[at] ?? null)));
  }

  #drawn(index: number, waveform: Waveform | null): void {
    if (waveform) this.waveforms = this.waveforms.map((known, at) => (at === index ? waveform : known));
  }
}
