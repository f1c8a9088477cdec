import type { Database } from "../../plugins/database.ts";
import {
  type StudioMessage,
  type StudioMuted,
  studioPageSize,
  type StudioServerMessage,
  type StudioState,
} from "../../protocol/studio.ts";
import { isTalkative } from "./chat.ts";
import type { Person } from "./people.ts";
import { readEvents, readRoom, type RoomRow, type StoredEvent, toServerMessage, toState } from "./rooms.ts";
import type { Visitor } from "./visitor.ts";

/** Sockets get time to take what they were told before there is more. */
const READ_AT_ONCE = 100;
/** Whoever missed more than this is welcomed anew. */
const MOST_RESUMED = 500;

/** A room as this relay has it: who is here, and what happened, in the order of the database. */
export class Room {
  readonly id: string;
  readonly visitors = new Set<Visitor>();
  readonly #database: Database;
  #row: RoomRow;
  #messages: StudioMessage[];
  /** The last first. */
  #muted: readonly StudioMuted[];
  #pulling: Promise<void> | undefined;
  #isPokedAgain = false;
  #watching = 0;

  private constructor(database: Database, state: Awaited<ReturnType<typeof readRoom>>) {
    this.#database = database;
    this.#row = state.row;
    this.#messages = state.messages;
    this.#muted = state.muted;
    this.id = state.row.id;
  }

  static async open(database: Database, id: string): Promise<Room> {
    return new Room(database, await readRoom(database, id));
  }

  get state(): StudioState {
    return toState(this.#row, this.#watching);
  }

  /** From here on the visitor hears everything in order: after a welcome, or after what came since an event. */
  async join(visitor: Visitor, person: Person | undefined, after?: number): Promise<void> {
    this.visitors.delete(visitor);
    await this.pull();
    if (after !== undefined && (await this.#resume(visitor, after))) return;
    this.#welcome(visitor, person);
    this.#add(visitor);
  }

  #add(visitor: Visitor): void {
    if (!visitor.isEnded) this.visitors.add(visitor);
  }

  #welcome(visitor: Visitor, person: Person | undefined): void {
    const isMuted = this.#muted.some(({ author }) => author === person?.author);
    const { state } = this;
    visitor.tell({
      ...{ type: "welcome", seq: state.seq, state, messages: this.#messages },
      muted: person?.isArtist ? [...this.#muted] : [],
      you: {
        ...{ author: person?.author ?? null, name: person?.name ?? null },
        ...{ isArtist: person?.isArtist ?? false, isMuted },
        maySay: person !== undefined && !isMuted && isTalkative(state.status),
      },
    });
  }

  /** Answers whether the visitor now has all that this relay has; nothing may come between that and the rest. */
  async #resume(visitor: Visitor, after: number): Promise<boolean> {
    for (let at = after; ;) {
      if (at > this.#row.seq || this.#row.seq - at > MOST_RESUMED) return false;
      const missed = await readEvents(this.#database, this.id, at, MOST_RESUMED);
      const known = missed.filter(({ seq }) => seq <= this.#row.seq);
      for (const event of known) this.#tellOne(visitor, event);
      at = known.at(-1)?.seq ?? at;
      if (known.length === MOST_RESUMED) continue;
      this.#add(visitor);
      return true;
    }
  }

  /** Takes over what happened since. Of many who call it at once, one reads. */
  pull(): Promise<void> {
    if (this.#pulling) {
      this.#isPokedAgain = true;
      return this.#pulling;
    }
    this.#pulling = this.#pullAll();
    return this.#pulling;
  }

  setWatching(watching: number): void {
    if (watching === this.#watching) return;
    this.#watching = watching;
    this.#tellAll({ type: "presence", watching });
  }

  async #pullAll(): Promise<void> {
    try {
      for (;;) {
        this.#isPokedAgain = false;
        const events = await readEvents(this.#database, this.id, this.#row.seq, READ_AT_ONCE);
        for (const event of events) this.#apply(event);
        if (events.length < READ_AT_ONCE && !this.#isPokedAgain) return;
      }
    } finally {
      // In the same step as the last look, so that no word is lost in between.
      this.#pulling = undefined;
    }
  }

  #apply(event: StoredEvent): void {
    this.#row.seq = event.seq;
    const message = toServerMessage(event);
    if (!message) return;
    this.#remember(message);
    if (message.type !== "said") return this.#tellAll(message);
    const bytes = Buffer.from(JSON.stringify(message));
    for (const visitor of this.visitors) {
      if (visitor.ask.author === undefined || visitor.ask.author !== event.author) visitor.write(bytes);
      else this.#tellOne(visitor, event);
    }
  }

  #tellOne(visitor: Visitor, event: StoredEvent): void {
    const message = toServerMessage(event);
    if (!message) return;
    if (message.type === "said" && event.author === visitor.ask.author) {
      const { id } = event.payload as { id?: string };
      if (id !== undefined) message.message = { ...message.message, id };
    }
    visitor.tell(message);
  }

  #tellAll(message: StudioServerMessage): void {
    const bytes = Buffer.from(JSON.stringify(message));
    for (const visitor of this.visitors) visitor.write(bytes);
  }

  #remember(message: StudioServerMessage): void {
    const row = this.#row;
    if (message.type === "said") {
      this.#messages = [...this.#messages.slice(1 - studioPageSize), message.message];
    } else if (message.type === "deleted") {
      this.#messages = this.#messages.filter(({ seq }) => seq !== message.message);
    } else if (message.type === "muted" || message.type === "unmuted") {
      const others = this.#muted.filter(({ author }) => author !== message.author);
      const { author } = message;
      this.#muted = message.type === "muted" ? [{ author, name: message.name }, ...others] : others;
    } else if (message.type === "slow") row.slowSeconds = message.seconds;
    else if (message.type === "tally") {
      row.decisions[message.decision] = { options: message.options, ballots: message.ballots };
    } else if (message.type === "phase") {
      row.status = message.status;
      row.closesAt = message.closesAt;
      row.publication = message.publication;
    }
  }
}
