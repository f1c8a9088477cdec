import type { Database, Queryable } from "../plugins/database.ts";
import type { Log } from "../plugins/logging.ts";

const POLL_MS = 5_000;
/** How long work is hidden from other relays; renewed while it goes on, so a crash delays it by no more than this. */
const LEASE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 600;

export interface Job<Payload> {
  id: string;
  key: string;
  payload: Payload;
  /** This attempt included. */
  attempts: number;
}

/** A kind of work, done one piece after the other in each relay, beside all other kinds. */
export interface Topic<Payload = never> {
  name: string;
  /**
   * Does the work. It is tried again until it returns, with pauses that double up to ten minutes. A crash after the
   * work and before its note repeats it, so it has to bear being done twice: give receivers the job's id.
   */
  deliver(job: Job<Payload>, stopped: AbortSignal): Promise<void>;
  /** Rows of finished work stay, so that their keys are never taken again; otherwise they go after 30 days. */
  keepsDone?: boolean;
  /** Runs at every start, before the work. */
  prepare?(db: Queryable): Promise<void>;
}

/** Thrown by a delivery that no further attempt can save. */
export class Undeliverable extends Error {
  override name = "Undeliverable";
}

export interface NewJob {
  topic: string;
  /** A second job of this topic with this key is not written down. Without one, every job is new. */
  key?: string;
  payload: object;
  /** After this, the work has lost its meaning and is given up. */
  expiresInSeconds?: number;
}

/**
 * Writes work down, in the transaction that makes it necessary: what is committed together is done, what is rolled back
 * is not. Wake the outbox after the commit. Answers whether the job is new.
 *
 *     await inTransaction(database, async (client) => {
 *       await client.query("insert …");
 *       await enqueue(client, { topic: "receipt", key: invoiceId, payload: { … } });
 *     });
 *     outbox.wake("receipt");
 *
 * A new kind of work is a `Topic` that `Outbox.handle` is given before the start.
 */
export const enqueue = async (db: Queryable, job: NewJob): Promise<boolean> => {
  const { rowCount } = await db.query(
    `insert into relay.outbox (topic, key, payload, give_up_at)
     values ($1, coalesce($2, gen_random_uuid()::text), $3, now() + make_interval(secs => $4))
     on conflict (topic, key) do nothing`,
    [job.topic, job.key ?? null, JSON.stringify(job.payload), job.expiresInSeconds ?? null],
  );
  return rowCount === 1;
};

/** Works through one topic. */
class Lane {
  readonly #db: Database;
  readonly #topic: Topic;
  readonly #log: Log;
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(db: Database, topic: Topic, log: Log) {
    this.#db = db;
    this.#topic = topic;
    this.#log = log;
  }

  wake(): void {
    if (this.#stopped.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#running = this.#running
      .then(() => this.#work())
      .catch((error: unknown) => this.#log.warn({ err: error }, "the outbox cannot reach the database"))
      .finally(() => {
        clearTimeout(this.#timer);
        if (!this.#stopped.signal.aborted) this.#timer = setTimeout(() => this.wake(), POLL_MS);
      });
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #work(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const job = await this.#take();
      if (!job) return;
      await this.#deliver(job);
    }
  }

  /** The job that waits longest. Jobs that nobody needs any more are given up on the way. */
  async #take(): Promise<Job<never> | undefined> {
    await this.#db.query(
      `update relay.outbox set failed_at = now(), last_problem = 'came too late', payload = null
       where topic = $1 and done_at is null and failed_at is null and give_up_at <= now()`,
      [this.#topic.name],
    );
    const { rows } = await this.#db.query(
      `update relay.outbox set attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $2)
       where id = (
         select id from relay.outbox
         where topic = $1 and done_at is null and failed_at is null and next_attempt_at <= now()
         order by next_attempt_at limit 1 for update skip locked
       )
       returning id, key, payload, attempts`,
      [this.#topic.name, LEASE_SECONDS],
    );
    return (rows as [Job<never>?])[0];
  }

  async #deliver(job: Job<never>): Promise<void> {
    // A renewal that fails is made up for by the next one.
    const renewal = setInterval(
      () =>
        void this.#note(job, "next_attempt_at = now() + make_interval(secs => $3)", LEASE_SECONDS).catch(
          () => {},
        ),
      (LEASE_SECONDS * 1_000) / 3,
    );
    try {
      await this.#topic.deliver(job, this.#stopped.signal);
      await this.#note(job, "done_at = now(), last_problem = $3, payload = null", null);
    } catch (error) {
      await this.#postpone(job, error);
    } finally {
      clearInterval(renewal);
    }
  }

  async #postpone(job: Job<never>, error: unknown): Promise<void> {
    const problem = error instanceof Error ? error.message.slice(0, 500) : "unknown";
    const about = { topic: this.#topic.name, job: job.id, attempts: job.attempts, problem };
    if (error instanceof Undeliverable) {
      this.#log.warn(about, "work of the outbox is given up");
      return this.#note(job, "failed_at = now(), last_problem = $3, payload = null", problem);
    }
    this.#log.warn(about, "work of the outbox has to wait");
    const pause = Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(job.attempts, 16));
    return this.#note(
      job,
      `last_problem = $3, next_attempt_at = now() + interval '${pause} seconds'`,
      problem,
    );
  }

  /** Only as long as no other relay has taken the job since. */
  async #note({ id, attempts }: Job<never>, change: string, value: unknown): Promise<void> {
    await this.#db.query(`update relay.outbox set ${change} where id = $1 and attempts = $2`, [
      ...[id, attempts],
      value,
    ]);
  }
}

/** Does what was written down, however long its receivers are away. Any number of relays may run it side by side. */
export class Outbox {
  readonly #db: Database;
  readonly #log: Log;
  readonly #topics: Topic[] = [];
  readonly #lanes = new Map<string, Lane>();

  constructor(db: Database, log: Log) {
    this.#db = db;
    this.#log = log;
  }

  /** Takes over kinds of work. Has to be called before the start. */
  handle(...topics: readonly Topic[]): void {
    for (const topic of topics) {
      this.#topics.push(topic);
      this.#lanes.set(topic.name, new Lane(this.#db, topic, this.#log));
    }
  }

  async start(): Promise<void> {
    for (const topic of this.#topics) await topic.prepare?.(this.#db);
    this.wake();
  }

  /** Looks for work of a topic, or of all, now instead of at the next poll. */
  wake(topic?: string): void {
    if (topic === undefined) for (const lane of this.#lanes.values()) lane.wake();
    else this.#lanes.get(topic)?.wake();
  }

  /** Forgets finished work after 30 days, except where its keys still count. */
  async forgetOld(): Promise<void> {
    await this.#db.query(
      `delete from relay.outbox
       where coalesce(done_at, failed_at) < now() - interval '30 days' and topic <> all($1)`,
      [this.#topics.filter(({ keepsDone }) => keepsDone).map(({ name }) => name)],
    );
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
  }
}
