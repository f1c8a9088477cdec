/** Seconds in which one recording becomes another: too short to hear as a fade, long enough not to click. */
const SWITCHING = 0.008;
/** Seconds in which a level settles when another recording turns out to be quieter. */
const SETTLING = 0.4;

interface Lane {
  readonly buffer: AudioBuffer;
  readonly fader: GainNode;
  gain: number;
  source: AudioBufferSourceNode | null;
}

/**
 * Recordings that run together on one timeline, of which one is heard. All of them start in the same sample, so that
 * switching changes nothing but what is heard.
 */
export class Mixer {
  readonly #context: AudioContext;
  readonly #lanes = new Map<number, Lane>();
  #heard: number;
  /** Time of the context at which the timeline was at its beginning; null while it stands still. */
  #began: number | null = null;
  #standsAt = 0;

  constructor(context: AudioContext, heard: number) {
    this.#context = context;
    this.#heard = heard;
  }

  get position(): number {
    return this.#began === null ? this.#standsAt : Math.max(0, this.#context.currentTime - this.#began);
  }

  get isRunning(): boolean {
    return this.#began !== null;
  }

  has(index: number): boolean {
    return this.#lanes.has(index);
  }

  /** Adds a recording; where the others play, it joins them where they are. */
  add(index: number, buffer: AudioBuffer): void {
    const fader = this.#context.createGain();
    fader.gain.value = index === this.#heard ? 1 : 0;
    fader.connect(this.#context.destination);
    const lane = { buffer, fader, gain: 1, source: null };
    this.#lanes.set(index, lane);
    if (this.#began !== null) this.#start(lane, this.#context.currentTime);
  }

  /** What recordings are multiplied with while they are heard. */
  level(gains: readonly number[]): void {
    for (const [index, lane] of this.#lanes) {
      lane.gain = gains[index] ?? 1;
      if (index === this.#heard) this.#fade(lane, lane.gain, SETTLING);
    }
  }

  hear(index: number): void {
    const [before, after] = [this.#lanes.get(this.#heard), this.#lanes.get(index)];
    this.#heard = index;
    if (before === after) return;
    if (before) this.#fade(before, 0, SWITCHING);
    if (after) this.#fade(after, after.gain, SWITCHING);
  }

  play(): void {
    if (this.#began !== null) return;
    const now = this.#context.currentTime;
    this.#began = now - this.#standsAt;
    for (const lane of this.#lanes.values()) this.#start(lane, now);
  }

  pause(): void {
    this.#standsAt = this.position;
    this.#began = null;
    for (const lane of this.#lanes.values()) this.#end(lane);
  }

  seek(seconds: number): void {
    const isPlaying = this.#began !== null;
    this.pause();
    this.#standsAt = seconds;
    if (isPlaying) this.play();
  }

  /** Lets go of all recordings, which are large. */
  close(): void {
    this.pause();
    for (const { fader } of this.#lanes.values()) fader.disconnect();
    this.#lanes.clear();
  }

  #start(lane: Lane, now: number): void {
    const offset = now - (this.#began ?? now);
    if (offset >= lane.buffer.duration) return;
    const source = this.#context.createBufferSource();
    source.buffer = lane.buffer;
    source.connect(lane.fader);
    source.start(now, offset);
    lane.source = source;
  }

  #end(lane: Lane): void {
    lane.source?.stop();
    lane.source?.disconnect();
    lane.source = null;
  }

  #fade({ fader: { gain } }: Lane, to: number, seconds: number): void {
    const now = this.#context.currentTime;
    gain.cancelScheduledValues(now);
    gain.setValueAtTime(gain.value, now);
    gain.linearRampToValueAtTime(to, now + seconds);
  }
}
