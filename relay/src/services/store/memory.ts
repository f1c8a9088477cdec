import { EventEmitter } from "node:events";
import type { Store } from "./store.ts";

const MOST_KEYS = 100_000;

/** For one relay alone. */
export class MemoryStore implements Store {
  readonly #values = new Map<string, { value: string; until: number }>();
  readonly #channels = new EventEmitter().setMaxListeners(0);

  async get(key: string): Promise<string | undefined> {
    const kept = this.#values.get(key);
    if (kept && kept.until > Date.now()) return kept.value;
    this.#values.delete(key);
    return undefined;
  }

  async put(key: string, value: string, seconds: number): Promise<void> {
    this.#values.delete(key);
    if (this.#values.size >= MOST_KEYS) this.#makeRoom();
    this.#values.set(key, { value, until: Date.now() + seconds * 1_000 });
  }

  async take(key: string): Promise<string | undefined> {
    const value = await this.get(key);
    // Only the first of those who waited beside each other still finds it.
    return this.#values.delete(key) ? value : undefined;
  }

  async publish(channel: string, message: string): Promise<void> {
    this.#channels.emit(channel, message);
  }

  async subscribe(channel: string, listener: (message: string) => void): Promise<void> {
    this.#channels.on(channel, listener);
  }

  async close(): Promise<void> {
    this.#channels.removeAllListeners();
  }

  #makeRoom(): void {
    const now = Date.now();
    for (const [key, { until }] of this.#values) if (until <= now) this.#values.delete(key);
    for (const key of this.#values.keys()) {
      if (this.#values.size < MOST_KEYS) return;
      this.#values.delete(key);
    }
  }
}
