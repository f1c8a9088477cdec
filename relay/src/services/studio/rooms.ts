import type { Hex } from "viem";
import type { Database, Queryable } from "../../plugins/database.ts";
import type { StudioMessage, StudioMuted, StudioServerMessage, StudioState } from "../../protocol/studio.ts";
import { studioPageSize } from "../../protocol/studio.ts";
import { bytesOf } from "../sponsored/transactions.ts";
import type { SessionFacts, SessionStatus } from "./sessions.ts";

export interface RoomRow {
  id: string;
  session: string;
  status: SessionStatus;
  closesAt: number | null;
  seq: number;
  slowSeconds: number;
  decisions: StudioState["decisions"];
  publication: StudioState["publication"];
  directHead: Buffer | null;
}

export interface RoomEvent {
  type: "said" | "deleted" | "muted" | "unmuted" | "slow" | "tally" | "phase";
  payload: object;
  author?: string;
  accountId?: string;
}

export interface StoredEvent {
  seq: number;
  type: RoomEvent["type"] | "erased";
  payload: Record<string, unknown>;
  author: string | null;
}

const columns = `id::text, session::text, status, closes_at::float8 as "closesAt", seq::float8,
  slow_seconds as "slowSeconds", tallies as decisions, publication, direct_head as "directHead"`;

/** Word that something happened in a room; what it was is in the database. */
export const roomChannel = "studio-rooms";

const emptyTallies = ({ optionCounts }: SessionFacts): StudioState["decisions"] =>
  optionCounts.map((options) => ({ options: Array.from({ length: options }, () => 0), ballots: 0 }));

export const findRoom = async (db: Queryable, studio: Hex, session: bigint): Promise<RoomRow | undefined> => {
  const { rows } = await db.query(
    `select ${columns} from relay.studio_rooms where studio = $1 and session = $2`,
    [bytesOf(studio), session],
  );
  return (rows as [RoomRow?])[0];
};

/** The room of a session, made where there is none. */
export const ensureRoom = async (db: Queryable, facts: SessionFacts): Promise<RoomRow> => {
  const { studio, session, status, closesAt } = facts;
  const found = await findRoom(db, studio.address, session);
  if (found) return found;
  await db.query(
    `insert into relay.studio_rooms (studio, session, status, closes_at, tallies, is_attended)
     values ($1, $2, $3, $4, $5, $3 in ('draft', 'open')) on conflict do nothing`,
    [...[bytesOf(studio.address), session, status], closesAt || null, JSON.stringify(emptyTallies(facts))],
  );
  const made = await findRoom(db, studio.address, session);
  if (!made) throw new Error("the room was not made");
  return made;
};

/** Until the end of the transaction, nothing else happens in the room. */
export const lockRoom = async (db: Queryable, id: string): Promise<RoomRow> => {
  const { rows } = await db.query(`select ${columns} from relay.studio_rooms where id = $1 for update`, [id]);
  const [row] = rows as [RoomRow?];
  if (!row) throw new Error("there is no such room");
  return row;
};

/** Writes the next event of a room down and answers with its number. */
export const appendEvent = async (
  db: Queryable,
  roomId: string,
  { type, payload, author, accountId }: RoomEvent,
): Promise<number> => {
  const { rows } = await db.query(
    `with room as (update relay.studio_rooms set seq = seq + 1 where id = $1 returning seq)
     insert into relay.studio_events (room_id, seq, type, payload, author, account_id)
     select $1, room.seq, $2, $3, $4, $5 from room returning seq::float8`,
    [roomId, type, JSON.stringify(payload), author ?? null, accountId ?? null],
  );
  return (rows as [{ seq: number }])[0].seq;
};

export const readEvents = async (
  db: Queryable,
  roomId: string,
  after: number,
  most: number,
): Promise<StoredEvent[]> => {
  const { rows } = await db.query(
    `select seq::float8, type, payload, author from relay.studio_events
     where room_id = $1 and seq > $2 order by seq limit $3`,
    [roomId, after, most],
  );
  return rows as StoredEvent[];
};

/** What was said before a message, or last; the newest first. */
export const readHistory = async (
  db: Queryable,
  roomId: string,
  before?: string,
): Promise<StudioMessage[]> => {
  const { rows } = await db.query(
    `select seq::float8, type, payload, author from relay.studio_events
     where room_id = $1 and type = 'said' and ($2::bigint is null or seq < $2)
     order by seq desc limit ${studioPageSize}`,
    [roomId, before ?? null],
  );
  return (rows as StoredEvent[]).map(toMessage);
};

const toMessage = ({ seq, payload: { id: _, ...message } }: StoredEvent): StudioMessage =>
  ({ ...message, seq }) as StudioMessage;

/** What everybody is told of an event; undefined where there is nothing left of it. */
export const toServerMessage = (event: StoredEvent): StudioServerMessage | undefined => {
  const { seq, type, payload } = event;
  if (type === "erased") return undefined;
  if (type === "said") return { type, seq, message: toMessage(event) };
  return { type, seq, ...payload } as StudioServerMessage;
};

export const toState = (row: RoomRow, watching: number): StudioState => {
  const { status, closesAt, seq, decisions, slowSeconds, publication } = row;
  return { status, closesAt, seq, decisions, watching, slowSeconds, publication };
};

/** Room, last messages and who is muted, all of one moment. */
export const readRoom = async (
  database: Database,
  id: string,
): Promise<{ row: RoomRow; messages: StudioMessage[]; muted: StudioMuted[] }> => {
  const client = await database.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const { rows } = await client.query(`select ${columns} from relay.studio_rooms where id = $1`, [id]);
    const [row] = rows as [RoomRow?];
    if (!row) throw new Error("there is no such room");
    const messages = (await readHistory(client, id)).reverse();
    const mutes = await client.query(
      "select author, name from relay.studio_mutes where room_id = $1 order by number desc",
      [id],
    );
    return { row, messages, muted: mutes.rows as StudioMuted[] };
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
};
