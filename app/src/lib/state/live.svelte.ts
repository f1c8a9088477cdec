import { listen, type LiveEvent } from "#lib/relay/live.ts";
import { session } from "./session.svelte.ts";

interface Watcher {
  /** Masters and coins it wants to hear about; null for all of them. */
  readonly about: readonly string[] | null;
  readonly onEvent: (event: LiveEvent) => void;
}

const SETTLE = 250;

/**
 * What happens on the chain and to the account, told by the relay. One stream serves all of a page; it rests while
 * nobody looks and goes on where it was. Without a relay nothing comes, and pages are as fresh as they were.
 */
class Live {
  readonly #watchers = new Set<Watcher>();
  #stop: (() => void) | null = null;
  #wanted: string | null = null;
  #lastEventId: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAttentive = false;

  /** Hears about these from now on; returns how to end that. */
  watch(about: readonly string[] | null, onEvent: (event: LiveEvent) => void): () => void {
    if (!this.#isAttentive) document.addEventListener("visibilitychange", () => this.#settle());
    this.#isAttentive = true;
    const watcher = { about, onEvent };
    this.#watchers.add(watcher);
    this.#settle();
    return () => {
      this.#watchers.delete(watcher);
      this.#settle();
    };
  }

  /** Begins anew, with the session of now, after the newest notification that is known. */
  restart(known?: string): void {
    this.#stop?.();
    [this.#stop, this.#wanted] = [null, null];
    // Events of the chain go on where they were; ids are those of both, with a slash between.
    if (known !== undefined) this.#lastEventId = `${this.#lastEventId?.split("/")[0] ?? ""}/${known}`;
    this.#settle();
  }

  // Going from page to page changes the watchers several times at once.
  #settle(): void {
    const { relayUrl } = session;
    if (relayUrl === null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(relayUrl), SETTLE);
  }

  #open(relayUrl: string): void {
    const isWanted = this.#watchers.size > 0 && !document.hidden;
    const lists = [...this.#watchers].map(({ about }) => about);
    const about = lists.includes(null) ? null : [...new Set(lists.flatMap((list) => list ?? []))].sort();
    const wanted = isWanted ? JSON.stringify(about) : null;
    if (wanted !== null && wanted === this.#wanted) return;
    this.#stop?.();
    [this.#stop, this.#wanted] = [null, wanted];
    if (wanted === null) return;
    this.#stop = listen(relayUrl, {
      about,
      lastEventId: this.#lastEventId,
      onId: (id) => (this.#lastEventId = id),
      onEvent: (event) => {
        for (const { onEvent } of this.#watchers) onEvent(event);
      },
    });
  }
}

export const live = new Live();
