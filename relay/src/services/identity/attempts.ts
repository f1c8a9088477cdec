import { RelayError } from "../../errors.ts";
import type { Queryable } from "../../plugins/database.ts";
import { keyedDigest } from "../keys.ts";

export interface AttemptLimit {
  /** What is counted, such as `code`; each has counters of its own. */
  kind: string;
  most: number;
  windowSeconds: number;
}

/** Counts attempts in the database, so that all relays share the counters and a restart forgives nothing. */
export class Attempts {
  readonly #db: Queryable;
  readonly #secret: string;

  constructor(db: Queryable, secret: string) {
    this.#db = db;
    this.#secret = secret;
  }

  #key({ kind }: AttemptLimit, subject: string): Buffer {
    return keyedDigest(this.#secret, "attempts", `${kind}\n${subject}`);
  }

  /** Counts one attempt, before it is made, and refuses it when there were too many. */
  async count(limit: AttemptLimit, subject: string): Promise<void> {
    const { rows } = await this.#db.query(
      `insert into relay.attempts as a (key, count, resets_at) values ($1, 1, now() + make_interval(secs => $2))
       on conflict (key) do update set
         count = case when a.resets_at <= now() then 1 else a.count + 1 end,
         resets_at = case when a.resets_at <= now() then excluded.resets_at else a.resets_at end
       returning count, ceil(extract(epoch from resets_at - now()))::int as wait`,
      [this.#key(limit, subject), limit.windowSeconds],
    );
    const [{ count, wait }] = rows as [{ count: number; wait: number }];
    if (count <= limit.most) return;
    throw new RelayError("auth.too_many_attempts", "Too many attempts. Wait before the next one.", {
      retryAfterSeconds: Math.max(1, wait),
    });
  }

  /** After a success, what went before no longer counts. */
  async forgive(limit: AttemptLimit, subject: string): Promise<void> {
    await this.#db.query("delete from relay.attempts where key = $1", [this.#key(limit, subject)]);
  }
}
