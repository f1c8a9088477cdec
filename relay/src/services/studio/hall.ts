import { randomUUID } from "node:crypto";
import { RelayError } from "../../errors.ts";
import type { Database } from "../../plugins/database.ts";
import type { Log } from "../../plugins/logging.ts";
import { studioCloseCodes } from "../../protocol/studio.ts";
import type { Store } from "../store/store.ts";
import { Presence } from "./presence.ts";
import { Room } from "./room.ts";
import { roomChannel } from "./rooms.ts";
import type { Visitor } from "./visitor.ts";

const BEAT_MS = 25_000;
/** Word of other relays may get lost; after this long it is looked at again anyway. */
const LOOK_MS = 1_000;
const PRESENCE_MS = 1_000;
const STOPPING = "the relay stops";

export interface HallOptions {
  database: Database;
  store: Store;
  log: Log;
  limits: { perCaller: number; total: number };
}

const count = (counts: Map<string, number>, key: string, change: number): void => {
  const now = (counts.get(key) ?? 0) + change;
  if (now <= 0) counts.delete(key);
  else counts.set(key, now);
};

/** All rooms in which somebody is at this relay. */
export class Hall {
  readonly #options: HallOptions;
  readonly #rooms = new Map<string, Promise<Room>>();
  /** In a room, or on the way into it. */
  readonly #visitors = new Set<Visitor>();
  readonly #callers = new Map<string, number>();
  readonly #inside = new Map<string, number>();
  readonly #presence: Presence;
  readonly #timers: NodeJS.Timeout[] = [];
  /** With which sockets are ended, once the relay stops. */
  #closedWith: number | undefined;

  constructor(options: HallOptions) {
    this.#options = options;
    this.#presence = new Presence(options.store, randomUUID());
  }

  get size(): number {
    return this.#visitors.size;
  }

  async start(): Promise<void> {
    const every = (ms: number, work: () => Promise<void>) =>
      this.#timers.push(setInterval(() => this.#attempt(work()), ms).unref());
    every(BEAT_MS, () => this.#beat());
    every(LOOK_MS, () => this.#each((room) => room.pull()));
    every(PRESENCE_MS, () => this.#tellPresence());
    await this.#presence.listen();
    await this.#options.store.subscribe(roomChannel, (id) => this.#poke(id));
  }

  /** Throws where one more socket is too many; to be asked before it is opened. */
  requireSpace(caller: string): void {
    const { perCaller, total } = this.#options.limits;
    if (this.#closedWith !== undefined || this.size >= total) {
      throw new RelayError("live.full", "Too many people are here. Try again shortly.", {
        retryAfterSeconds: 10,
      });
    }
    if (perCaller > 0 && (this.#callers.get(caller) ?? 0) >= perCaller) {
      throw new RelayError("live.too_many", "Too many rooms are open from here. Close one first.", {
        retryAfterSeconds: 10,
      });
    }
  }

  /** Answers with the room, and what to call when the visitor has gone. */
  enter(roomId: string, visitor: Visitor): { room: Promise<Room>; leave: () => void } {
    this.#visitors.add(visitor);
    count(this.#callers, visitor.ask.caller, 1);
    count(this.#inside, roomId, 1);
    // Was let in before the close, and its socket opened only now.
    if (this.#closedWith !== undefined) visitor.end(this.#closedWith, STOPPING);
    return { room: this.#find(roomId), leave: () => this.#leave(roomId, visitor) };
  }

  /** Has every relay look at a room in which something happened. */
  tell(roomId: string): void {
    this.#options.store.publish(roomChannel, roomId).catch(() => this.#poke(roomId));
  }

  watching(roomId: string): number {
    return this.#presence.total(roomId);
  }

  close(code: number): void {
    this.#closedWith = code;
    for (const timer of this.#timers) clearInterval(timer);
    this.#presence.leaveAll();
    for (const visitor of this.#visitors) visitor.end(code, STOPPING);
  }

  #find(roomId: string): Promise<Room> {
    const found = this.#rooms.get(roomId) ?? Room.open(this.#options.database, roomId);
    this.#rooms.set(roomId, found);
    found.catch(() => this.#rooms.delete(roomId));
    return found;
  }

  #leave(roomId: string, visitor: Visitor): void {
    this.#visitors.delete(visitor);
    count(this.#callers, visitor.ask.caller, -1);
    count(this.#inside, roomId, -1);
    void this.#rooms.get(roomId)?.then(
      (room) => room.visitors.delete(visitor),
      () => undefined,
    );
  }

  #poke(roomId: string): void {
    const room = this.#rooms.get(roomId);
    if (room) this.#attempt(room.then((opened) => opened.pull()));
  }

  async #each(work: (room: Room) => Promise<void>): Promise<void> {
    await Promise.all([...this.#rooms.values()].map(async (room) => work(await room)));
  }

  async #tellPresence(): Promise<void> {
    for (const [id, opening] of this.#rooms) {
      const room = await opening;
      this.#presence.say(id, room.visitors.size);
      if (!this.#inside.has(id)) this.#rooms.delete(id);
      else room.setWatching(this.#presence.total(id));
    }
  }

  /** Ends the sockets of people who have signed out, and of those who give no sign of life. */
  async #beat(): Promise<void> {
    const visitors: Visitor[] = [];
    await this.#each(async (room) => void visitors.push(...room.visitors));
    for (const visitor of visitors) visitor.beat();
    const ids = visitors.flatMap(({ ask }) => ask.account?.sessionId ?? []);
    if (ids.length === 0) return;
    const { rows } = await this.#options.database.query(
      "select id::text from relay.sessions where id = any($1::uuid[]) and expires_at > now()",
      [ids],
    );
    const open = new Set((rows as { id: string }[]).map(({ id }) => id));
    for (const visitor of visitors) {
      const { account } = visitor.ask;
      if (account && !open.has(account.sessionId)) visitor.end(studioCloseCodes.signedOut, "signed out");
    }
  }

  #attempt(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#options.log.warn({ err: error }, "a room could not be looked at"));
  }
}
