import type { Queryable } from "../../plugins/database.ts";
import { enqueue, type Topic } from "../outbox.ts";
import { type PinTarget, transferSignal } from "../targets/target.ts";

interface Copy {
  cid: string;
  size: number;
}

const topicOf = (target: string): string => `pin-copy:${target}`;

const copy = async (from: PinTarget, to: PinTarget, { cid, size }: Copy, stopped: AbortSignal) => {
  const copied = await to.add(await from.cat(cid, transferSignal(size, stopped)), size, stopped);
  if (copied === cid) return;
  if (!to.pinByCid) throw new Error(`${to.name} gave the file another CID`);
  await to.pinByCid(cid);
};

/** Brings every acknowledged pin from the first target to each of the others. */
export const copyTopics = ([first, ...others]: readonly PinTarget[]): Topic<Copy>[] => {
  if (!first) throw new Error("No pinning target is configured.");
  return others.map((target) => ({
    name: topicOf(target.name),
    deliver: ({ payload }, stopped) => copy(first, target, payload, stopped),
    // They are what tells a pin that was copied from one that has to be.
    keepsDone: true,
    // Also owes older pins to a target that was configured after them.
    prepare: (db) => oweCopies(db, target.name),
  }));
};

/** Has a file that the relay itself made copied as well. */
export const oweCopy = (db: Queryable, target: string, file: Copy): Promise<boolean> =>
  enqueue(db, { topic: topicOf(target), key: `cid:${file.cid}`, payload: file });

/** Writes down what is owed to a target: every pin, or the one that was just made. */
export const oweCopies = async (db: Queryable, target: string, pinId?: string): Promise<void> => {
  await db.query(
    `insert into relay.outbox (topic, key, payload)
     select $1, id::text, jsonb_build_object('cid', cid, 'size', size) from relay.pins
     where $2::bigint is null or id = $2
     on conflict do nothing`,
    [topicOf(target), pinId ?? null],
  );
};
