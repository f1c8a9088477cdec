import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase, type Database, inTransaction, migrate } from "../../src/plugins/database.ts";
import { enqueue, type Job, Outbox, type Topic, Undeliverable } from "../../src/services/outbox.ts";
import { silentLog } from "../helpers/config.ts";
import { createDatabase } from "../helpers/relay.ts";

interface Note {
  text: string;
}

let database: Database;
const running: Outbox[] = [];
const done: string[] = [];

beforeEach(async () => {
  database = connectDatabase(await createDatabase(), () => undefined);
  await migrate(database);
  done.length = 0;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((outbox) => outbox.stop()));
  await database.end();
});

const start = async (topic: Partial<Topic<Note>> = {}): Promise<Outbox> => {
  const deliver = async ({ payload }: Job<Note>) => void done.push(payload.text);
  const outbox = new Outbox(database, silentLog());
  outbox.handle({ name: "notes", deliver, ...topic });
  running.push(outbox);
  await outbox.start();
  return outbox;
};
const write = (text: string, more: { key?: string; expiresInSeconds?: number } = {}) =>
  enqueue(database, { topic: "notes", payload: { text }, ...more });
const rows = async () => {
  const { rows } = await database.query(
    `select payload, attempts, last_problem as problem, done_at is not null as done, failed_at is not null as failed
     from relay.outbox order by id`,
  );
  return rows as Record<string, unknown>[];
};
const makeDue = () => database.query("update relay.outbox set next_attempt_at = now()");

describe("outbox", () => {
  it("does what was written down before and after it started, and keeps nothing of it", async () => {
    await write("before");
    const outbox = await start();
    await expect.poll(() => done).toEqual(["before"]);
    await write("after");
    outbox.wake("notes");
    await expect.poll(() => done).toEqual(["before", "after"]);
    await expect.poll(rows).toMatchObject([
      { done: true, payload: null },
      { done: true, payload: null },
    ]);
  });

  it("writes a key down once", async () => {
    expect([await write("a", { key: "k" }), await write("b", { key: "k" }), await write("c")]).toEqual([
      ...[true, false, true],
    ]);
    await start();
    await expect.poll(() => done).toEqual(["a", "c"]);
  });

  it("does nothing of what was rolled back", async () => {
    const failing = inTransaction(database, async (client) => {
      await enqueue(client, { topic: "notes", payload: { text: "never" } });
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(await rows()).toEqual([]);
  });

  it("tries again after a failure, later, until it works", async () => {
    let isDown = true;
    const outbox = await start({
      deliver: async ({ payload, attempts }) => {
        if (isDown) throw new Error("down");
        done.push(`${payload.text} ${attempts > 1 ? "again" : "at once"}`);
      },
    });
    await write("patient");
    outbox.wake();
    // It rests for a few seconds; from here on for as long as this test takes.
    const rest = `update relay.outbox set next_attempt_at = now() + interval '1 hour'
      where last_problem = 'down' and next_attempt_at between now() and now() + interval '20 seconds'`;
    await expect.poll(async () => (await database.query(rest)).rowCount).toBe(1);
    isDown = false;
    await write("other");
    outbox.wake();
    await expect.poll(() => done).toEqual(["other at once"]);
    await makeDue();
    outbox.wake();
    await expect.poll(() => done).toEqual(["other at once", "patient again"]);
  });

  it("gives up what cannot be delivered or came too late", async () => {
    await write("late", { expiresInSeconds: -1 });
    await write("impossible");
    await start({
      deliver: async ({ payload }) => {
        throw new Undeliverable(`${payload.text}: nobody there`);
      },
    });
    await expect.poll(rows).toMatchObject([
      { failed: true, payload: null, problem: "came too late" },
      { failed: true, payload: null, problem: "impossible: nobody there" },
    ]);
  });

  it("is done once by many, and again when one of them vanished on the way", async () => {
    for (let count = 0; count < 20; count += 1) await write(String(count));
    await Promise.all([start(), start(), start()]);
    await expect.poll(() => done.length).toBe(20);
    expect(new Set(done).size).toBe(20);

    await database.query(
      `insert into relay.outbox (topic, key, payload, attempts, next_attempt_at)
       values ('notes', 'orphan', '{ "text": "orphan" }', 1, now() + interval '1 hour')`,
    );
    await write("other");
    running[0]?.wake();
    await expect.poll(() => done).toContain("other");
    expect(done).not.toContain("orphan");
    await makeDue();
    running[0]?.wake();
    await expect.poll(() => done).toContain("orphan");
  });

  it("forgets finished work after thirty days, except where its keys still count", async () => {
    await write("old", { key: "k" });
    await start();
    await expect.poll(() => done).toEqual(["old"]);
    await expect.poll(rows).toMatchObject([{ done: true }]);
    await database.query("update relay.outbox set done_at = now() - interval '31 days'");
    await (await start({ keepsDone: true })).forgetOld();
    expect(await rows()).toHaveLength(1);
    await running[0]?.forgetOld();
    expect(await rows()).toEqual([]);
  });
});

describe("the migration from the outbox of pins", () => {
  it("keeps what is owed and what was done", async () => {
    await database.query(`
      delete from relay.migrations where version like '%_outbox.sql';
      drop table relay.outbox;
      create table relay.pin_outbox (
        pin_id bigint not null references relay.pins (id), target text not null, attempts integer not null default 0,
        next_attempt_at timestamptz not null default now(), last_problem text, done_at timestamptz,
        primary key (pin_id, target)
      );
      insert into relay.pins (account, kind, digest, size, cid, content_type)
      values (decode(repeat('00', 20), 'hex'), 'audio', decode(repeat('00', 32), 'hex'), 7, 'bafy', 'audio/wav');
      insert into relay.pin_outbox (pin_id, target, attempts) select id, 'ipfs-second', 3 from relay.pins;
      insert into relay.pin_outbox (pin_id, target, done_at) select id, 'pinata', now() from relay.pins;`);
    await migrate(database);
    const { rows } = await database.query(
      "select topic, payload, attempts, done_at is not null as done from relay.outbox order by topic",
    );
    expect(rows).toEqual([
      { topic: "pin-copy:ipfs-second", payload: { cid: "bafy", size: 7 }, attempts: 3, done: false },
      { topic: "pin-copy:pinata", payload: { cid: "bafy", size: 7 }, attempts: 0, done: true },
    ]);
  });
});
