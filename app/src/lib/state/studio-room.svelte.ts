import type { StudioMessage, StudioMuted } from "@audifi/relay/protocol";
import type { Reason } from "#lib/format/outcome.ts";
import { readMessages, readRoom, type StudioState } from "#lib/relay/studio.ts";
import {
  StudioSocket,
  type StudioClientMessage,
  type StudioServerMessage,
} from "#lib/relay/studio-socket.ts";
import { titleForCode } from "#lib/relay/error-words.ts";

/** `live`: the socket is open. `polling`: it is not, but the relay answers. `away`: nobody does. */
type Stage = "connecting" | "live" | "polling" | "away";

/** Something said here that has not come back yet. */
export interface Outgoing {
  readonly id: string;
  readonly text: string;
  /** Why it was not taken; null while it is on its way. */
  readonly problem: string | null;
}

type Moderation = Extract<StudioClientMessage, { type: "moderate" }>["action"];
type EventOf<Type extends StudioServerMessage["type"]> = Extract<StudioServerMessage, { type: Type }>;

const POLL_EVERY = 8_000;
const LOST = "The connection broke off before it arrived.";

/** The live room of a session: what is said, how the votes stand, who watches. */
export class StudioRoom {
  stage = $state<Stage>("connecting");
  facts = $state.raw<StudioState | null>(null);
  you = $state.raw<EventOf<"welcome">["you"] | null>(null);
  /** The oldest first. */
  messages = $state.raw<readonly StudioMessage[]>([]);
  outgoing = $state.raw<readonly Outgoing[]>([]);
  /** The last first; only the artist is told of those who were muted before. */
  muted = $state.raw<readonly StudioMuted[]>([]);
  hasEarlier = $state(false);
  isReading = $state(false);
  /** What the relay did not let the artist do. */
  reason = $state.raw<Reason | null>(null);
  readonly #relayUrl: string;
  readonly #session: string;
  readonly #socket: StudioSocket;
  #seq: number | null = null;
  #poll: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(relayUrl: string, session: string, isSignedIn: () => boolean) {
    this.#relayUrl = relayUrl;
    this.#session = session;
    this.#socket = new StudioSocket(relayUrl, session, {
      isSignedIn,
      after: () => this.#seq,
      onMessage: (message) => this.#take(message),
      onConnection: (isOpen) => (isOpen ? this.#beLive() : this.#beCut()),
    });
    // Until the socket answers, or where none ever does.
    this.#poll = setTimeout(() => void this.#look(), 2_500);
  }

  /** Signing in or out changes who one is in the room. */
  restart(): void {
    this.#seq = null;
    this.#socket.restart();
  }

  /** Does not wait for the next attempt: the computer is back online, or somebody looks again. */
  hurry(): void {
    if (this.stage !== "live") this.#socket.restart();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#poll);
    this.#socket.stop();
  }

  /** Shows it at once; it counts as said when it comes back. */
  say(text: string): void {
    const id = crypto.randomUUID();
    const isSent = this.#socket.send({ type: "say", id, text });
    this.outgoing = [...this.outgoing, { id, text, problem: isSent ? null : LOST }];
  }

  sayAgain({ id, text }: Outgoing): void {
    this.discard(id);
    this.say(text);
  }

  discard(id: string): void {
    this.outgoing = this.outgoing.filter((one) => one.id !== id);
  }

  /** Only for the artist. What comes of it is told to all. */
  moderate(action: Moderation): void {
    this.reason = null;
    const isSent = this.#socket.send({ type: "moderate", id: crypto.randomUUID(), action });
    if (!isSent) this.reason = { title: "The room is out of reach", detail: "Try again in a moment." };
  }

  async readEarlier(): Promise<void> {
    const oldest = this.messages[0]?.seq;
    if (oldest === undefined || this.isReading) return;
    this.isReading = true;
    const answer = await readMessages(this.#relayUrl, this.#session, oldest);
    this.isReading = false;
    if (answer.status !== "done") return;
    const earlier = answer.value.messages.filter(({ seq }) => seq < oldest).reverse();
    this.messages = [...earlier, ...this.messages];
    this.hasEarlier = earlier.length > 0;
  }

  #beLive(): void {
    clearTimeout(this.#poll);
    this.stage = "live";
  }

  #beCut(): void {
    if (this.#isStopped) return;
    if (this.stage === "live") this.stage = "connecting";
    this.outgoing = this.outgoing.map((one) => ({ ...one, problem: one.problem ?? LOST }));
    clearTimeout(this.#poll);
    this.#poll = setTimeout(() => void this.#look(), 1_000);
  }

  /** How the votes stand, without a socket. What is said stays where it was: the socket brings it in order. */
  async #look(): Promise<void> {
    const answer = await readRoom(this.#relayUrl, this.#session);
    if (this.#isStopped || this.stage === "live") return;
    if (answer.status === "done") this.facts = answer.value;
    this.stage = answer.status === "away" ? "away" : "polling";
    clearTimeout(this.#poll);
    this.#poll = setTimeout(() => void this.#look(), POLL_EVERY);
  }

  #take(message: StudioServerMessage): void {
    if (message.type === "welcome") return this.#begin(message);
    if ("seq" in message) {
      if (message.seq <= (this.#seq ?? -1)) return;
      this.#seq = message.seq;
    }
    this.#apply(message);
  }

  #begin({ seq, state, you, messages, muted }: EventOf<"welcome">): void {
    this.#seq = seq;
    [this.facts, this.you, this.messages, this.muted] = [state, you, messages, muted];
    this.hasEarlier = messages.length > 0;
    this.outgoing = this.outgoing.filter((one) => !messages.some(({ id }) => id === one.id));
  }

  #apply(message: Exclude<StudioServerMessage, EventOf<"welcome">>): void {
    switch (message.type) {
      case "said":
        this.messages = [...this.messages, message.message];
        return this.discard(message.message.id ?? "");
      case "deleted":
        this.messages = this.messages.filter(({ seq }) => seq !== message.message);
        return;
      case "muted":
        // Relays of before named nobody.
        return this.#mute(message.author, { author: message.author, name: message.name ?? null });
      case "unmuted":
        return this.#mute(message.author, null);
      case "slow":
        return this.#change({ slowSeconds: message.seconds });
      case "tally":
        return this.#count(message);
      case "presence":
        return this.#change({ watching: message.watching });
      case "phase":
        return this.#change({
          ...{ status: message.status, closesAt: message.closesAt, publication: message.publication },
        });
      case "refused":
        return this.#refuse(message);
    }
  }

  #change(changes: Partial<StudioState>): void {
    if (this.facts) this.facts = { ...this.facts, ...changes };
  }

  #count({ decision, options, ballots }: EventOf<"tally">): void {
    const decisions = this.facts?.decisions ?? [];
    this.#change({
      decisions: decisions.map((tally, index) => (index === decision ? { options, ballots } : tally)),
    });
  }

  #mute(author: string, muted: StudioMuted | null): void {
    const others = this.muted.filter((one) => one.author !== author);
    const isMuted = muted !== null;
    this.muted = isMuted ? [muted, ...others] : others;
    if (this.you?.author === author) this.you = { ...this.you, isMuted, maySay: !isMuted };
  }

  #refuse({ id, code, message }: EventOf<"refused">): void {
    const isOutgoing = this.outgoing.some((one) => one.id === id);
    if (!isOutgoing) this.reason = { title: titleForCode(code), detail: message };
    else
      this.outgoing = this.outgoing.map((one) =>
        one.id === id ? { ...one, problem: `${titleForCode(code)}. ${message}` } : one,
      );
  }
}
