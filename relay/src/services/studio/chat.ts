import { RelayError } from "../../errors.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { StudioAction } from "../../protocol/studio.ts";
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
      return mute(db, roomId, action.author, action.kind === "mute");
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

const mute = async (db: Queryable, roomId: string, author: string, isMuted: boolean): Promise<void> => {
  const { rowCount: known } = await db.query(
    "select from relay.studio_events where room_id = $1 and author = $2 limit 1",
    [roomId, author],
  );
  if (known !== 1) throw new RelayError("studio.author_unknown", "Nobody here has that name.");
  const sql = isMuted
    ? "insert into relay.studio_mutes (room_id, author) values ($1, $2) on conflict do nothing"
    : "delete from relay.studio_mutes where room_id = $1 and author = $2";
  const { rowCount } = await db.query(sql, [roomId, author]);
  if (rowCount === 0) return;
  await appendEvent(db, roomId, { type: isMuted ? "muted" : "unmuted", payload: { author } });
};
