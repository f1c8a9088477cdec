import type { Store } from "../store/store.ts";

const CHANNEL = "studio-presence";
/** A relay that has said nothing for this long is gone. */
const LIFETIME_MS = 10_000;
/** Said again after this long although nothing changed. */
const REPEAT_MS = 4_000;

interface Word {
  relay: string;
  room: string;
  count: number;
}

/** How many sockets are open in each room, at all relays together. May be some seconds old; nothing depends on it. */
export class Presence {
  readonly #store: Store;
  readonly #self: string;
  readonly #counts = new Map<string, Map<string, { count: number; until: number }>>();
  readonly #said = new Map<string, { count: number; at: number }>();

  constructor(store: Store, self: string) {
    this.#store = store;
    this.#self = self;
  }

  listen(): Promise<void> {
    return this.#store.subscribe(CHANNEL, (text) => {
      const word = JSON.parse(text) as Word;
      if (word.relay !== this.#self) this.#note(word);
    });
  }

  /** How many are here. Others are told when it changed, and every few seconds. */
  say(room: string, count: number): void {
    const said = this.#said.get(room);
    this.#note({ relay: this.#self, room, count });
    if (said?.count === count && Date.now() - said.at < REPEAT_MS) return;
    if (count === 0) this.#said.delete(room);
    else this.#said.set(room, { count, at: Date.now() });
    this.#publish({ relay: this.#self, room, count });
  }

  leaveAll(): void {
    for (const room of this.#said.keys()) this.#publish({ relay: this.#self, room, count: 0 });
  }

  total(room: string): number {
    let total = 0;
    for (const { count, until } of this.#counts.get(room)?.values() ?? []) {
      if (until > Date.now()) total += count;
    }
    return total;
  }

  #note({ relay, room, count }: Word): void {
    const relays = this.#counts.get(room) ?? new Map<string, { count: number; until: number }>();
    if (count === 0) relays.delete(relay);
    else relays.set(relay, { count, until: Date.now() + LIFETIME_MS });
    if (relays.size === 0) this.#counts.delete(room);
    else this.#counts.set(room, relays);
  }

  #publish(word: Word): void {
    this.#store.publish(CHANNEL, JSON.stringify(word)).catch(() => undefined);
  }
}
