import type { Queryable } from "../plugins/database.ts";
import type { Log } from "../plugins/logging.ts";

const EVERY_MS = 3_600_000;

export type Chore = () => Promise<unknown>;

/** Statements that forget what has run out. */
export const forgetfulChores = (db: Queryable): Chore[] =>
  [
    "delete from relay.sessions where expires_at < now()",
    "delete from relay.wallet_nonces where expires_at < now()",
    "delete from relay.oidc_flows where expires_at < now()",
    "delete from relay.attempts where resets_at < now()",
    "delete from relay.stripe_events where received_at < now() - interval '90 days'",
    "delete from relay.notifications where created_at < now() - interval '400 days'",
    "delete from relay.sponsored where settled_at < now() - interval '30 days'",
    `delete from relay.studio_events e where type = 'tally' and created_at < now() - interval '1 day' and exists (
       select from relay.studio_events later where later.room_id = e.room_id and later.type = 'tally'
         and later.seq > e.seq and later.payload -> 'decision' = e.payload -> 'decision')`,
    `update relay.studio_voters v set caller = '' from relay.studio_rooms r
     where r.id = v.room_id and v.caller <> '' and to_timestamp(r.closes_at) < now() - interval '30 days'`,
    `delete from relay.second_factors where confirmed_at is null and created_at < now() - interval '1 day'`,
  ].map((sql) => () => db.query(sql));

/** Does the chores at the start and every hour. One that fails keeps none from being done. */
export class Housekeeping {
  readonly #chores: readonly Chore[];
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(chores: readonly Chore[], log: Log) {
    this.#chores = chores;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => this.#run(), EVERY_MS).unref();
    this.#run();
  }

  #run(): void {
    this.#running = this.#running.then(() => this.doAll());
  }

  async doAll(): Promise<void> {
    for (const chore of this.#chores) {
      await chore().catch((error: unknown) => this.#log.warn({ err: error }, "a chore was not done"));
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }
}
