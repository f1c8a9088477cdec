import { RelayError } from "../../errors.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { StudioAction, StudioMuted } from "../../protocol/studio.ts";
import type { Person } from "./people.ts";
import { appendEvent, lockRoom } from "./rooms.ts";

/** Of one person, over all their sockets and all relays. */
const MOST_AT_ONCE = 5;
const AT_ONCE_SECONDS = 5;
const talkative = ["draft", "open", "closed"];

export const isTalkative = (status: string): boolean => talkative.includes(status);

interface Answer {
  problem: "closed" | "muted" | "slow" | "fast";
  wait: number;
}

const refusals = {
  closed: ["studio.chat_closed", "This session is over."],
  muted: ["studio.muted", "The artist has muted you in this session."],
  slow: ["studio.slow_mode", "Messages are slowed down here. Wait before the next one."],
  fast: ["request.rate_limited", "Too many messages. Wait a moment."],
} as const;

/** Messages and moderation. Each is in the database before anybody hears of it. */
export class Chat {
  readonly #database: Database;
  readonly #queues = new Map<string, Promise<void>>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** One after the other in each room: they would only wait for each other in the database. */
  say(roomId: string, person: Person, said: { id: string; text: string }): Promise<void> {
    const before = this.#queues.get(roomId) ?? Promise.resolve();
    const work = before.catch(() => undefined).then(() => this.#say(roomId, person, said));
    this.#queues.set(roomId, work);
    const forget = () => {
      if (this.#queues.get(roomId) === work) this.#queues.delete(roomId);
    };
    work.then(forget, forget);
    return work;
  }

  async #say(roomId: string, person: Person, { id, text }: { id: string; text: string }): Promise<void> {
    const { accountId, author, name, isArtist } = person;
    const payload = { id, author, name, isArtist, text, saidAt: Math.floor(Date.now() / 1_000) };
    const { rows } = await this.#database.query(
      "select problem, wait from relay.studio_say($1, $2, $3, $4, $5, $6, $7)",
      [roomId, author, accountId, JSON.stringify(payload), isArtist, MOST_AT_ONCE, AT_ONCE_SECONDS],
    );
    const [answer] = rows as [Answer?];
    if (!answer) return;
    const [code, message] = refusals[answer.problem];
    throw new RelayError(code, message, answer.wait > 0 ? { retryAfterSeconds: answer.wait } : {});
  }

  /** The caller has made sure that it is the artist who asks. */
  async moderate(roomId: string, action: StudioAction): Promise<void> {
    await inTransaction(this.#database, async (db) => {
      await lockRoom(db, roomId);
      if (action.kind === "delete") return erase(db, roomId, action.message);
      if (action.kind === "slow") return slowDown(db, roomId, action.seconds);
      if (action.kind === "mute") return mute(db, roomId, action.author);
      return unmute(db, roomId, action.author);
    });
  }
}

const erase = async (db: Queryable, roomId: string, seq: number): Promise<void> => {
  const { rowCount } = await db.query(
    `update relay.studio_events set type = 'erased', payload = '{}', account_id = null
     where room_id = $1 and seq = $2 and type = 'said'`,
    [roomId, seq],
  );
  if (rowCount !== 1) throw new RelayError("studio.message_unknown", "There is no such message.");
  await appendEvent(db, roomId, { type: "deleted", payload: { message: seq } });
};

const slowDown = async (db: Queryable, roomId: string, seconds: number): Promise<void> => {
  await db.query("update relay.studio_rooms set slow_seconds = $2 where id = $1", [roomId, seconds]);
  await appendEvent(db, roomId, { type: "slow", payload: { seconds } });
};

/** With the name that the artist knows, so that they can be let talk again when nothing they said is left. */
const mute = async (db: Queryable, roomId: string, author: string): Promise<void> => {
  const { rows } = await db.query(
    `select payload ->> 'name' as name, account_id::text as "accountId" from relay.studio_events
     where room_id = $1 and author = $2 order by type = 'said' desc, seq desc limit 1`,
    [roomId, author],
  );
  const [known] = rows as [{ name: string | null; accountId: string | null }?];
  if (!known) throw new RelayError("studio.author_unknown", "Nobody here has that name.");
  const { name, accountId } = known;
  const { rowCount } = await db.query(
    `insert into relay.studio_mutes (room_id, author, name, account_id) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [roomId, author, name, accountId],
  );
  if (rowCount === 0) return;
  const payload: StudioMuted = { author, name };
  await appendEvent(db, roomId, { type: "muted", payload, ...(accountId === null ? {} : { accountId }) });
};

const unmute = async (db: Queryable, roomId: string, author: string): Promise<void> => {
  const { rowCount } = await db.query("delete from relay.studio_mutes where room_id = $1 and author = $2", [
    ...[roomId, author],
  ]);
  if (rowCount !== 0) await appendEvent(db, roomId, { type: "unmuted", payload: { author } });
};
