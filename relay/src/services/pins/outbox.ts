import type { Database } from "../../plugins/database.ts";
import type { Log } from "../../plugins/logging.ts";
import { type PinTarget, transferTimeout } from "../targets/target.ts";
import { deleteOldTickets } from "./tickets.ts";

const POLL_MS = 5_000;
const SWEEP_MS = 3_600_000;
const LONGEST_PAUSE_SECONDS = 600;

interface Job {
  pinId: string;
  target: string;
  cid: string;
  size: number;
  attempts: number;
}

/** Takes the job that waits longest and hides it from other workers for as long as it may take. */
const takeJob = async (db: Database, targets: readonly string[]): Promise<Job | undefined> => {
  const { rows } = await db.query(
    `update relay.pin_outbox o
     set attempts = o.attempts + 1, next_attempt_at = now() + make_interval(secs => 120 + p.size / 524288)
     from relay.pins p
     where p.id = o.pin_id and (o.pin_id, o.target) = (
       select pin_id, target from relay.pin_outbox
       where done_at is null and next_attempt_at <= now() and target = any($1)
       order by next_attempt_at limit 1 for update skip locked
     )
     returning o.pin_id as "pinId", o.target, o.attempts, p.cid, p.size::text`,
    [targets],
  );
  const [row] = rows as [(Omit<Job, "size"> & { size: string })?];
  return row && { ...row, size: Number(row.size) };
};

const copy = async (
  from: PinTarget,
  to: PinTarget,
  { cid, size }: Job,
  stopped: AbortSignal,
): Promise<void> => {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(transferTimeout(size))]);
  const copied = await to.add(await from.cat(cid, signal), size);
  if (copied === cid) return;
  if (!to.pinByCid) throw new Error(`${to.name} gave the file another CID`);
  await to.pinByCid(cid);
};

/**
 * Brings every acknowledged pin to the targets after the first, however long one of them is away. Any number of
 * relays may run it side by side.
 */
export class Outbox {
  readonly #db: Database;
  readonly #first: PinTarget;
  readonly #others: ReadonlyMap<string, PinTarget>;
  readonly #log: Log;
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #sweptAt = 0;

  constructor(db: Database, [first, ...others]: readonly PinTarget[], log: Log) {
    if (!first) throw new Error("No pinning target is configured.");
    this.#db = db;
    this.#first = first;
    this.#others = new Map(others.map((target) => [target.name, target]));
    this.#log = log;
  }

  /** Also owes older pins to a target that was configured after them. */
  async start(): Promise<void> {
    for (const target of this.#others.keys()) {
      await this.#db.query(
        "insert into relay.pin_outbox (pin_id, target) select id, $1 from relay.pins on conflict do nothing",
        [target],
      );
    }
    this.wake();
  }

  /** Looks for work now instead of at the next poll. */
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
    if (Date.now() - this.#sweptAt > SWEEP_MS) {
      this.#sweptAt = Date.now();
      await deleteOldTickets(this.#db);
    }
    const names = [...this.#others.keys()];
    while (names.length > 0 && !this.#stopped.signal.aborted) {
      const job = await takeJob(this.#db, names);
      if (!job) return;
      await this.#deliver(job);
    }
  }

  async #deliver(job: Job): Promise<void> {
    const target = this.#others.get(job.target);
    if (!target) return;
    try {
      await copy(this.#first, target, job, this.#stopped.signal);
      await this.#db.query(
        "update relay.pin_outbox set done_at = now(), last_problem = null where pin_id = $1 and target = $2",
        [job.pinId, job.target],
      );
    } catch (error) {
      const problem = error instanceof Error ? error.message : "unknown";
      const pause = Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(job.attempts, 16));
      this.#log.warn({ target: job.target, attempts: job.attempts, problem }, "a second copy has to wait");
      await this.#db.query(
        `update relay.pin_outbox set last_problem = $3, next_attempt_at = now() + make_interval(secs => $4)
         where pin_id = $1 and target = $2`,
        [job.pinId, job.target, problem.slice(0, 500), pause],
      );
    }
  }
}
