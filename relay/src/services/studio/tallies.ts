import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { Log } from "../../plugins/logging.ts";
import type { StudioTally } from "../../protocol/studio.ts";
import { appendEvent, lockRoom, type RoomRow } from "./rooms.ts";

/** Ballots that come in meanwhile are told together. */
const PAUSE_MS = 250;
/** Nobody else may vote for long. */
const AGAIN_MS = 1_000;

interface Counted {
  decision: number;
  option: number;
  weight: string;
  ballots: number;
}

/** What was cast on chain wins over what was relayed. */
const readCounted = async (db: Queryable, roomId: string): Promise<Counted[]> => {
  const { rows } = await db.query(
    `select decision, option, sum(weight)::text as weight, count(*)::int as ballots from (
       select decision, option, weight from relay.studio_casts where room_id = $1
       union all
       select decision, option, weight from relay.studio_ballots b where room_id = $1 and not exists (
         select from relay.studio_casts c
         where c.room_id = b.room_id and c.decision = b.decision and c.voter = b.voter
       )
     ) as counted group by decision, option`,
    [roomId],
  );
  return rows as Counted[];
};

const tally = (before: readonly StudioTally[], counted: readonly Counted[]): StudioTally[] =>
  before.map(({ options }, decision) => {
    const mine = counted.filter((one) => one.decision === decision);
    return {
      options: options.map((_, option) => Number(mine.find((one) => one.option === option)?.weight ?? 0)),
      ballots: mine.reduce((sum, { ballots }) => sum + ballots, 0),
    };
  });

/**
 * Counts a room, whose row the caller has locked, and writes down what has changed, as far as that is due. Answers
 * whether something has.
 */
export const countDue = async (db: Queryable, { id, decisions: before }: RoomRow): Promise<boolean> => {
  const { rowCount: isDue } = await db.query(
    "update relay.studio_rooms set is_tally_due = false where id = $1 and is_tally_due",
    [id],
  );
  if (isDue === 0) return false;
  const after = tally(before, await readCounted(db, id));
  let isChanged = false;
  for (const [decision, now] of after.entries()) {
    if (JSON.stringify(now) === JSON.stringify(before[decision])) continue;
    await appendEvent(db, id, { type: "tally", payload: { decision, ...now } });
    isChanged = true;
  }
  await db.query("update relay.studio_rooms set tallies = $2 where id = $1", [id, JSON.stringify(after)]);
  return isChanged;
};

const countRoom = (database: Database, roomId: string): Promise<boolean> =>
  inTransaction(database, async (db) => countDue(db, await lockRoom(db, roomId)));

/** Tells of new tallies a few times a second at most, however many ballots come in. */
export class Tallies {
  readonly #database: Database;
  readonly #log: Log;
  readonly #onCounted: (roomId: string) => void;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  readonly #failing = new Set<string>();
  #isStopped = false;

  constructor(database: Database, log: Log, onCounted: (roomId: string) => void) {
    this.#database = database;
    this.#log = log;
    this.#onCounted = onCounted;
  }

  /** To be called whenever a count has become due. */
  wake(roomId: string, pause = PAUSE_MS): void {
    if (this.#isStopped || this.#waiting.has(roomId)) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(roomId);
      const running = this.#count(roomId).finally(() => this.#running.delete(running));
      this.#running.add(running);
    }, pause);
    this.#waiting.set(roomId, timer);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    await Promise.all(this.#running);
  }

  async #count(roomId: string): Promise<void> {
    try {
      if (await countRoom(this.#database, roomId)) this.#onCounted(roomId);
      this.#failing.delete(roomId);
    } catch (error) {
      if (!this.#failing.has(roomId)) {
        this.#log.warn({ err: error }, "ballots could not be counted; that is still due");
      }
      this.#failing.add(roomId);
      this.wake(roomId, AGAIN_MS);
    }
  }
}
