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

interface Recent {
  isMuted: boolean;
  said: number;
  /** Seconds since the last message. */
  since: number | null;
}

const readRecent = async (db: Queryable, roomId: string, author: string): Promise<Recent> => {
  const { rows } = await db.query(
    `select exists (select from relay.studio_mutes where room_id = $1 and author = $2) as "isMuted",
            count(*) filter (where created_at > now() - interval '${AT_ONCE_SECONDS} seconds')::int as said,
            extract(epoch from now() - max(created_at))::float8 as since
     from (select created_at from relay.studio_events where room_id = $1 and author = $2 and type = 'said'
           order by seq desc limit ${MOST_AT_ONCE}) as last`,
    [roomId, author],
  );
  return (rows as [Recent])[0];
};

const requirePause = ({ said, since }: Recent, slowSeconds: number): void => {
  const wait = since === null ? 0 : Math.ceil(slowSeconds - since);
  if (wait > 0) {
    throw new RelayError("studio.slow_mode", `One message every ${slowSeconds} seconds, please.`, {
      retryAfterSeconds: wait,
    });
  }
  if (said < MOST_AT_ONCE) return;
  throw new RelayError("request.rate_limited", "Too many messages. Wait a moment.", {
    retryAfterSeconds: AT_ONCE_SECONDS,
  });
};

/** Messages and moderation. Each is in the database before anybody hears of it. */
export class Chat {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async say(roomId: string, person: Person, { id, text }: { id: string; text: string }): Promise<void> {
    const { accountId, author, name, isArtist } = person;
    await inTransaction(this.#database, async (db) => {
      const { status, slowSeconds } = await lockRoom(db, roomId);
      if (!isTalkative(status)) throw new RelayError("studio.chat_closed", "This session is over.");
      const recent = await readRecent(db, roomId, author);
      if (recent.isMuted) throw new RelayError("studio.muted", "The artist has muted you in this session.");
      requirePause(recent, isArtist ? 0 : slowSeconds);
      const saidAt = Math.floor(Date.now() / 1_000);
      const payload = { id, author, name, isArtist, text, saidAt };
      await appendEvent(db, roomId, { type: "said", payload, author, accountId });
    });
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
