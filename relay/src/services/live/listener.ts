import type { Hex } from "viem";
import type { LiveEvent, LiveEventOf, Notification } from "../../protocol/live.ts";
import type { Placed } from "./ring.ts";

/** Where a listener's events go; an answer of HTTP is one. */
export interface Sink {
  readonly writableLength: number;
  write(text: string): boolean;
  end(): unknown;
  destroy(): unknown;
}

export interface Ask {
  /** Who is counted together. */
  caller: string;
  /** Masters and coins; undefined for all. */
  about: readonly Hex[] | undefined;
  transactions: readonly Hex[];
  lastEventId: string | undefined;
  /** Absent for somebody who is not signed in. */
  account?: { id: string; isStillSignedIn(): Promise<boolean> };
}

/** Notifications of an account after one of them, and the latest there is. */
export interface NotificationLog {
  after(accountId: string, id: string): Promise<Notification[]>;
  latestId(accountId: string): Promise<string>;
}

/** What is written to a listener and not yet taken; more than this is given to nobody. */
const MOST_WAITING_BYTES = 256 * 1024;

const isAbout = (event: LiveEvent, about: ReadonlySet<string> | undefined): boolean => {
  if (!about) return true;
  if (event.type === "purchase" || event.type === "deposit") return about.has(event.master);
  return event.type === "price" ? about.has(event.coin) : true;
};

const message = (event: LiveEvent, id?: string): string =>
  `${id === undefined ? "" : `id: ${id}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** One open stream. Its ids name the last event of the chain and, after a slash, the last notification. */
export class Listener {
  readonly ask: Ask;
  readonly #sink: Sink;
  readonly #about: ReadonlySet<string> | undefined;
  readonly #onDropped: () => void;
  readonly chainCursor: string | undefined;
  #cursor: string;
  #notification: string | undefined;
  #pulling: Promise<void> = Promise.resolve();
  isEnded = false;

  constructor(ask: Ask, sink: Sink, onDropped: () => void) {
    this.ask = ask;
    this.#sink = sink;
    this.#onDropped = onDropped;
    this.#about = ask.about && new Set(ask.about);
    const [cursor, notification] = ask.lastEventId?.split("/") ?? [];
    this.chainCursor = cursor === "" ? undefined : cursor;
    this.#cursor = cursor ?? "";
    this.#notification = /^\d{1,18}$/.test(notification ?? "") ? notification : undefined;
  }

  get #id(): string {
    return this.#notification === undefined ? this.#cursor : `${this.#cursor}/${this.#notification}`;
  }

  /** Text that is the same for everybody. */
  write(text: string): void {
    if (this.isEnded) return;
    this.#sink.write(text);
    if (this.#sink.writableLength <= MOST_WAITING_BYTES) return;
    this.isEnded = true;
    this.#sink.destroy();
    this.#onDropped();
  }

  tell(event: LiveEvent): void {
    this.write(message(event));
  }

  tellPlaced(events: readonly Placed[]): void {
    let text = "";
    for (const { cursor, event } of events) {
      if (!isAbout(event, this.#about)) continue;
      this.#cursor = cursor;
      text += message(event, this.#id);
    }
    if (text !== "") this.write(text);
  }

  readonly tellTransaction = (event: LiveEventOf<"transaction">): void => this.tell(event);

  /** Tells the notifications that came since the last one. */
  pull(log: NotificationLog): Promise<void> {
    this.#pulling = this.#pulling.then(() => this.#pull(log));
    return this.#pulling;
  }

  async #pull(log: NotificationLog): Promise<void> {
    const { account } = this.ask;
    if (!account || this.isEnded) return;
    this.#notification ??= await log.latestId(account.id);
    for (const notification of await log.after(account.id, this.#notification)) {
      this.#notification = notification.id;
      this.write(message({ type: "notification", notification }, this.#id));
    }
  }

  end(): void {
    this.isEnded = true;
    this.#sink.end();
  }
}
