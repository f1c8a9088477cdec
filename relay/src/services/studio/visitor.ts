import type { WebSocket } from "ws";
import { toRelayError } from "../../errors.ts";
import {
  studioClientMessageSchema,
  studioCloseCodes,
  type StudioServerMessage,
} from "../../protocol/studio.ts";
import type { z } from "zod";
import type { Log } from "../../plugins/logging.ts";

/** What is written to a visitor and not yet taken; more than this is given to nobody. */
const MOST_WAITING_BYTES = 256 * 1024;
/** How long a visitor who is cut off may take to read why. */
const LINGER_MS = 2_000;
/** Messages of a socket in a window; far beyond them it is closed. */
const WINDOW_MS = 10_000;
const MOST_IN_WINDOW = 40;
const FLOOD_IN_WINDOW = 400;
/** Messages that wait to be worked on. */
const MOST_WAITING = 16;

export type ClientMessage = z.output<typeof studioClientMessageSchema>;

export interface VisitorAsk {
  /** Who is counted together. */
  caller: string;
  /** Absent for somebody who is not signed in. */
  account?: { accountId: string; sessionId: string };
  author: string | undefined;
  after: number | undefined;
}

const textOf = (message: StudioServerMessage): string => JSON.stringify(message);

/** The client's own id, where a message is wrong in another place. */
const idOf = (value: unknown): string | null => {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === "string" && id.length > 0 && id.length <= 64 ? id : null;
};

/** One open socket. */
export class Visitor {
  readonly ask: VisitorAsk;
  readonly #socket: WebSocket;
  readonly #log: Log;
  readonly #onDropped: () => void;
  /** What a client says is done in its order. */
  #work: Promise<void> = Promise.resolve();
  #isAlive = true;
  #windowEnds = 0;
  #inWindow = 0;
  #waiting = 0;
  isEnded = false;

  constructor(socket: WebSocket, ask: VisitorAsk, needs: { log: Log; onDropped(): void }) {
    this.#socket = socket;
    this.ask = ask;
    this.#log = needs.log;
    this.#onDropped = () => needs.onDropped();
    socket.on("pong", () => (this.#isAlive = true));
    socket.on("close", () => (this.isEnded = true));
  }

  tell(message: StudioServerMessage): void {
    this.write(textOf(message));
  }

  /** Text, or its bytes where they are the same for many. */
  write(text: string | Buffer): void {
    if (this.isEnded || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(text, { binary: false });
    if (this.#socket.bufferedAmount <= MOST_WAITING_BYTES) return;
    this.#onDropped();
    this.end(studioCloseCodes.tooSlow, "too slow: come back and resume");
  }

  end(code: number, reason: string): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), LINGER_MS).unref();
  }

  /** Asks for a sign of life; whoever has given none since the last time is gone. */
  beat(): void {
    if (!this.#isAlive) return this.#socket.terminate();
    this.#isAlive = false;
    this.#socket.ping();
  }

  /** Hands every message that may be worked on to `work`, and what it throws back to the client. */
  listen(work: (message: ClientMessage) => Promise<void>): void {
    this.#socket.on("message", (data, isBinary) => {
      if (this.isEnded || !this.#isWithinLimits()) return;
      this.#waiting += 1;
      const text = isBinary ? "" : (data as Buffer).toString("utf8");
      this.#work = this.#work.then(() => this.#receive(text, work));
    });
  }

  #isWithinLimits(): boolean {
    const now = Date.now();
    if (now >= this.#windowEnds) {
      this.#windowEnds = now + WINDOW_MS;
      this.#inWindow = 0;
    }
    this.#inWindow += 1;
    if (this.#inWindow > FLOOD_IN_WINDOW) this.end(studioCloseCodes.refused, "too many messages");
    if (this.#inWindow <= MOST_IN_WINDOW && this.#waiting < MOST_WAITING) return true;
    // Answered once a window: the answers must not be a flood either.
    if (this.#inWindow === MOST_IN_WINDOW + 1 || this.#inWindow <= MOST_IN_WINDOW) {
      const retryAfterSeconds = Math.max(1, Math.ceil((this.#windowEnds - now) / 1_000));
      const message = "Too many messages. Wait a moment.";
      this.tell({ type: "refused", id: null, code: "request.rate_limited", message, retryAfterSeconds });
    }
    return false;
  }

  async #receive(text: string, work: (message: ClientMessage) => Promise<void>): Promise<void> {
    let value: unknown;
    try {
      value = parse(text);
      const parsed = studioClientMessageSchema.safeParse(value);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const where = issue?.path.join(".") ?? "";
        const message = `${where === "" ? "message" : where}: ${issue?.message ?? "not as expected"}`;
        return this.tell({ type: "refused", id: idOf(value), code: "request.invalid", message });
      }
      await work(parsed.data);
    } catch (error) {
      const failure = toRelayError(error as Error);
      const { code, message, retryAfterSeconds } = failure;
      if (failure.status >= 500) this.#log.error({ err: failure.cause ?? failure, code }, "failed");
      this.tell({
        ...{ type: "refused", id: idOf(value), code, message },
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      });
    } finally {
      this.#waiting -= 1;
    }
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
