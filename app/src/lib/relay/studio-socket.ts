import type { StudioClientMessage, StudioServerMessage } from "@audifi/relay/protocol";
import { requestSocketTicket } from "./studio.ts";

export type { StudioClientMessage, StudioServerMessage };

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** How the relay closes a socket that may not come back: `studioCloseCodes.refused`. */
const REFUSED = 1008;

export interface SocketOptions {
  /** Asked before each connection: those who are signed in get a ticket with which they may speak. */
  readonly isSignedIn: () => boolean;
  /** `seq` of the last event that arrived; null before the first. */
  readonly after: () => number | null;
  readonly onMessage: (message: StudioServerMessage) => void;
  readonly onConnection: (isOpen: boolean) => void;
}

/**
 * The socket of a room. When it breaks off it is opened again where it was, after pauses that grow, not all at once with
 * everybody else's.
 */
export class StudioSocket {
  readonly #relayUrl: string;
  readonly #session: string;
  readonly #options: SocketOptions;
  #socket: WebSocket | null = null;
  #pause = FIRST_PAUSE;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  #hadTicket = false;
  #turn = 0;

  constructor(relayUrl: string, session: string, options: SocketOptions) {
    this.#relayUrl = relayUrl;
    this.#session = session;
    this.#options = options;
    void this.#open();
  }

  /** Whether it went out; nothing is kept for later. */
  send(message: StudioClientMessage): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Opens it anew at once, with the session of now; what was missed meanwhile comes first. */
  restart(): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#pause = FIRST_PAUSE;
    this.#drop();
    void this.#open();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#drop();
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  async #open(): Promise<void> {
    const turn = (this.#turn += 1);
    const answer = this.#options.isSignedIn() ? await requestSocketTicket(this.#relayUrl) : null;
    if (this.#isStopped || turn !== this.#turn) return;
    if (answer?.status === "away") {
      // Without a ticket somebody who is signed in could read, but say nothing.
      this.#options.onConnection(false);
      this.#openLater();
    } else this.#connect(this.#address(answer?.status === "done" ? answer.value.ticket : null));
  }

  #connect(address: string): void {
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      if (socket === this.#socket) this.#options.onConnection(true);
    });
    socket.addEventListener("message", ({ data }) => {
      if (socket !== this.#socket) return;
      this.#pause = FIRST_PAUSE;
      this.#options.onMessage(JSON.parse(String(data)) as StudioServerMessage);
    });
    socket.addEventListener("close", ({ code }) => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      this.#options.onConnection(false);
      if (code !== REFUSED) this.#openLater();
    });
  }

  #openLater(): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#open(), this.#pause * (0.75 + Math.random() / 2));
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  #address(ticket: string | null): string {
    const query = new URLSearchParams(ticket === null ? {} : { ticket });
    const hasTicket = ticket !== null;
    const after = hasTicket === this.#hadTicket ? this.#options.after() : null;
    this.#hadTicket = hasTicket;
    // Who is somebody else from now on is welcomed anew.
    if (after !== null) query.set("after", String(after));
    return `${this.#relayUrl.replace(/^http/, "ws")}/v1/studio/${this.#session}/socket?${query}`;
  }
}
