import { audioUrl, type Track, type Waveform } from "#lib/format/track.ts";
import { takeTurn } from "./one-sound.ts";

/** The one audio element of the page and what it plays. */
class Player {
  track = $state<Track | null>(null);
  queue = $state.raw<readonly Track[]>([]);
  isPlaying = $state(false);
  isLoading = $state(false);
  position = $state(0);
  duration = $state(0);
  problem = $state<string | null>(null);
  waveform = $state.raw<Waveform | null>(null);
  audio = $state.raw<HTMLAudioElement | null>(null);
  #gateway = "";
  readonly #pause = () => this.audio?.pause();

  start(gateway: string): void {
    this.#gateway = gateway;
  }

  isCurrent(track: Pick<Track, "masterNumber" | "audio">): boolean {
    return this.track?.audio === track.audio && this.track.masterNumber === track.masterNumber;
  }

  /** Plays the track, or pauses it when it plays already. */
  toggle(track: Track, queue: readonly Track[] = this.queue): void {
    this.queue = queue;
    if (!this.isCurrent(track)) this.#choose(track);
    else if (this.isPlaying) this.audio?.pause();
    else void this.#play();
  }

  toggleCurrent(): void {
    if (this.track) this.toggle(this.track);
  }

  /** Moves by a number of tracks in the queue; does nothing at its ends. */
  skip(step: 1 | -1): void {
    const next = this.neighbour(step);
    if (next) this.#choose(next);
  }

  neighbour(step: 1 | -1): Track | null {
    const index = this.queue.findIndex((track) => this.isCurrent(track));
    return index === -1 ? null : (this.queue[index + step] ?? null);
  }

  seek(seconds: number): void {
    if (!this.audio || !Number.isFinite(seconds)) return;
    this.audio.currentTime = Math.max(0, Math.min(seconds, this.duration || seconds));
    this.position = this.audio.currentTime;
  }

  #choose(track: Track): void {
    const audio = this.audio ?? this.#createAudio();
    this.track = track;
    this.problem = null;
    this.position = 0;
    this.duration = 0;
    this.waveform = track.waveform;
    this.isLoading = true;
    const url = audioUrl(this.#gateway, track.audio);
    audio.src = url;
    void this.#play();
    if (!track.waveform)
      audio.addEventListener("playing", () => void this.#drawWhenHeard(url), { once: true });
  }

  /** The sound comes first: the waveform is fetched only once the track is heard. */
  async #drawWhenHeard(url: string): Promise<void> {
    const drawing = await import("./waveforms.ts").catch(() => null);
    const waveform = (await drawing?.loadWaveform(url)) ?? null;
    if (this.audio?.src === url) this.waveform = waveform;
  }

  async #play(): Promise<void> {
    takeTurn(this.#pause);
    try {
      await this.audio?.play();
    } catch (error) {
      // A newer choice interrupts the older one's play(); that is no failure.
      if (error instanceof DOMException && error.name === "AbortError") return;
      this.isLoading = false;
      this.isPlaying = false;
      this.problem ??= "This recording cannot be played right now.";
    }
  }

  #createAudio(): HTMLAudioElement {
    const audio = new Audio();
    audio.preload = "auto";
    const listen = (event: string, then: () => void) => audio.addEventListener(event, then);
    listen("playing", () => {
      this.isPlaying = true;
      this.isLoading = false;
    });
    listen("pause", () => (this.isPlaying = false));
    listen("waiting", () => (this.isLoading = true));
    listen("timeupdate", () => (this.position = audio.currentTime));
    listen("durationchange", () => (this.duration = Number.isFinite(audio.duration) ? audio.duration : 0));
    listen("ended", () => this.skip(1));
    listen("error", () => {
      this.problem = "This recording cannot be loaded right now.";
      this.isLoading = false;
      this.isPlaying = false;
    });
    this.audio = audio;
    return audio;
  }
}

export const player = new Player();
