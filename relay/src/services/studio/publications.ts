import type { Queryable } from "../../plugins/database.ts";
import type { StudioPublication } from "../../protocol/studio.ts";
import { enqueue } from "../outbox.ts";

export const publicationTopic = "studio-publication";

export interface Owed {
  roomId: string;
  session: string;
  number: number;
}

/**
 * Has the ballots of a session published, in the transaction that found out that they have to be. Again where the
 * transaction that was to publish them will never be in the chain. Answers whether there is something new to do.
 */
export const owePublication = async (db: Queryable, owed: Owed): Promise<boolean> => {
  const { roomId, number } = owed;
  await db.query(
    "insert into relay.studio_publications (room_id, number) values ($1, $2) on conflict do nothing",
    [roomId, number],
  );
  const { rows } = await db.query(
    `select p.state, coalesce(s.id::text, 'none') as attempt, s.status
     from relay.studio_publications p left join relay.sponsored s on s.id = p.sponsored_id
     where p.room_id = $1 and p.number = $2`,
    [roomId, number],
  );
  const [{ state, attempt, status }] = rows as [{ state: string; attempt: string; status: string | null }];
  const isOnItsWay = state === "pinned" && (status === "pending" || status === "included");
  if (state === "published" || state === "failed" || isOnItsWay) return false;
  const key = `${roomId}:${number}:${attempt}`;
  return enqueue(db, { topic: publicationTopic, key, payload: owed });
};

/** Takes over how many publications the chain has; nothing follows any more once the session is over. */
export const settlePublication = async (
  db: Queryable,
  roomId: string,
  publications: number,
  isOver: boolean,
): Promise<void> => {
  await db.query(
    "update relay.studio_publications set state = 'published' where room_id = $1 and number <= $2",
    [roomId, publications],
  );
  if (!isOver) return;
  await db.query(
    `update relay.studio_publications set state = 'failed'
     where room_id = $1 and state in ('gathering', 'pinned')`,
    [roomId],
  );
};

/** The newest, as visitors see it. */
export const readPublication = async (db: Queryable, roomId: string): Promise<StudioPublication | null> => {
  const { rows } = await db.query(
    `select p.number, p.state, p.cid, coalesce(s.hashes[array_upper(s.hashes, 1)], p.transaction) as transaction
     from relay.studio_publications p left join relay.sponsored s on s.id = p.sponsored_id
     where p.room_id = $1 order by p.number desc limit 1`,
    [roomId],
  );
  const [row] = rows as [{ number: number; state: string; cid: string | null; transaction: string | null }?];
  if (!row) return null;
  const { number, state, cid, transaction } = row;
  return {
    ...{ number, state: state as StudioPublication["state"] },
    ...(cid === null ? {} : { cid }),
    ...(transaction === null ? {} : { transaction: transaction as `0x${string}` }),
  };
};
