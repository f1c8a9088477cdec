import { RelayError } from "../../errors.ts";
import type { Log } from "../../plugins/logging.ts";
import type { LiveEvent } from "../../protocol/live.ts";
import type { Store } from "../store/store.ts";
import { type Ask, Listener, type NotificationLog, type Sink } from "./listener.ts";
import { type LiveBlock, placedEvents, type Ring } from "./ring.ts";
import type { Transactions } from "./transactions.ts";

const HEARTBEAT_MS = 15_000;
/** Browsers come back after this, spread a little by the network itself. */
const RETRY_MS = 2_000;
/** Word that an account has new notifications; they themselves are in the database. */
export const notificationChannel = "notifications";

export interface HubOptions {
  ring: Ring;
  transactions: Transactions;
  notifications: NotificationLog;
  store: Store;
  log: Log;
  limits: { perCaller: number; total: number };
  onDropped(): void;
}

/** All open streams of this relay. */
export class Hub {
  readonly #options: HubOptions;
  readonly #listeners = new Set<Listener>();
  readonly #callers = new Map<string, number>();
  #heartbeat: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: HubOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#listeners.size;
  }

  async start(): Promise<void> {
    this.#heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS).unref();
    await this.#options.store.subscribe(notificationChannel, (accountId) => this.#poke(accountId));
  }

  /** Throws where one more stream is too many; to be asked before the answer begins. */
  requireRoom(caller: string): void {
    const { perCaller, total } = this.#options.limits;
    if (this.#isClosed || this.#listeners.size >= total) {
      throw new RelayError("live.full", "Too many people are listening. Try again shortly.", {
        retryAfterSeconds: 10,
      });
    }
    if (perCaller > 0 && (this.#callers.get(caller) ?? 0) >= perCaller) {
      throw new RelayError("live.too_many", "Too many streams are open from here. Close one first.", {
        retryAfterSeconds: 10,
      });
    }
  }

  /** Answers with what to call when the stream has ended. */
  open(ask: Ask, sink: Sink): () => void {
    const { transactions, onDropped } = this.#options;
    const listener = new Listener(ask, sink, onDropped);
    this.#listeners.add(listener);
    this.#callers.set(ask.caller, (this.#callers.get(ask.caller) ?? 0) + 1);
    listener.write(`retry: ${RETRY_MS}\n\n`);
    this.#resume(listener);
    for (const hash of ask.transactions) transactions.watch(hash, listener.tellTransaction);
    if (ask.transactions.length > 0) this.#lookUpTransactions();
    if (ask.account) this.#pull(listener);
    return () => this.#forget(listener);
  }

  tellBlock(block: LiveBlock): void {
    const placed = placedEvents(block);
    for (const listener of this.#listeners) listener.tellPlaced(placed);
    this.#lookUpTransactions();
  }

  /** Blocks from a number on are gone; without one, everything told so far. */
  tellRewind(from: number | undefined): void {
    const event: LiveEvent = from === undefined ? { type: "reset" } : { type: "reorg", from };
    for (const listener of this.#listeners) listener.tell(event);
    this.#lookUpTransactions(true);
  }

  beat(): void {
    for (const listener of this.#listeners) {
      listener.write(":\n\n");
      void this.#endIfSignedOut(listener);
    }
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    for (const listener of this.#listeners) listener.end();
  }

  #resume(listener: Listener): void {
    const { ring } = this.#options;
    if (listener.chainCursor !== undefined) {
      const missed = ring.after(listener.chainCursor);
      if (missed) return listener.tellPlaced(missed);
      listener.tell({ type: "reset" });
    }
    const [first, ...rest] = ring.tip ? placedEvents(ring.tip) : [];
    // A new listener has loaded the effects of this block already: it begins behind them.
    if (first) listener.tellPlaced([{ ...first, cursor: rest.at(-1)?.cursor ?? first.cursor }]);
  }

  #forget(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    listener.isEnded = true;
    const { caller, transactions } = listener.ask;
    const left = (this.#callers.get(caller) ?? 1) - 1;
    if (left === 0) this.#callers.delete(caller);
    else this.#callers.set(caller, left);
    for (const hash of transactions) this.#options.transactions.unwatch(hash, listener.tellTransaction);
  }

  #lookUpTransactions(isRewound = false): void {
    const { ring, transactions, log } = this.#options;
    transactions
      .update(ring.tip?.number ?? 0, isRewound)
      .catch((error: unknown) => log.warn({ err: error }, "transactions could not be looked up"));
  }

  #poke(accountId: string): void {
    for (const listener of this.#listeners) if (listener.ask.account?.id === accountId) this.#pull(listener);
  }

  #pull(listener: Listener): void {
    listener.pull(this.#options.notifications).catch((error: unknown) => {
      this.#options.log.warn({ err: error }, "notifications could not be read");
      // The browser comes back with the id of the last one.
      listener.end();
    });
  }

  async #endIfSignedOut(listener: Listener): Promise<void> {
    const isSignedIn = await listener.ask.account?.isStillSignedIn().catch(() => true);
    if (isSignedIn === false) listener.end();
  }
}
