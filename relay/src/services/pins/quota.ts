import { RelayError } from "../../errors.ts";
import type { Queryable } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import type { Quota } from "../../protocol/pins.ts";

/** Uploads of one account at the same time. */
const MAX_PARALLEL = 4;

const startOfDay = "date_trunc('day', now() at time zone 'utc') at time zone 'utc'";

interface Usage {
  bytes: number;
  count: number;
  running: number;
}

/** What an account pinned since midnight UTC and what it is uploading, `exceptNonce` left out. */
const readUsage = async (
  db: Queryable,
  account: Buffer,
  exceptNonce: Buffer | null = null,
): Promise<Usage> => {
  const { rows } = await db.query(
    `select coalesce(sum(size), 0)::text as bytes, count(*)::int as count,
            count(*) filter (where running)::int as running
     from (
       select size, false as running from relay.pins where account = $1 and created_at >= ${startOfDay}
       union all
       select size, claim is not null and claimed_until > now() from relay.upload_tickets
       where account = $1 and pin_id is null and nonce is distinct from $2
         and ((claim is not null and claimed_until > now()) or upload_expires > now())
     ) as part`,
    [account, exceptNonce],
  );
  const [row] = rows as [{ bytes: string; count: number; running: number }];
  return { bytes: Number(row.bytes), count: row.count, running: row.running };
};

const nextMidnight = (): number => Math.floor(Date.now() / 86_400_000 + 1) * 86_400;

export const readQuota = async (db: Queryable, account: Buffer, limits: Config["quota"]): Promise<Quota> => {
  const usage = await readUsage(db, account);
  return {
    usedBytes: usage.bytes,
    limitBytes: limits.bytes,
    usedCount: usage.count,
    limitCount: limits.count,
    resetsAt: nextMidnight(),
  };
};

/** Throws when `size` more bytes would exceed what the account, or the service as a whole, may pin today. */
export const requireQuota = async (
  db: Queryable,
  upload: { account: Buffer; size: number; nonce: Buffer | null },
  limits: Config["quota"],
): Promise<void> => {
  const usage = await readUsage(db, upload.account, upload.nonce);
  if (usage.running >= MAX_PARALLEL) {
    throw new RelayError(
      "pin.too_many_uploads",
      `At most ${MAX_PARALLEL} uploads of one account may run at once.`,
      {
        retryAfterSeconds: 10,
      },
    );
  }
  if (usage.bytes + upload.size > limits.bytes || usage.count + 1 > limits.count) {
    throw new RelayError("pin.quota_exceeded", "This account has used up what it may pin today.", {
      retryAfterSeconds: nextMidnight() - Math.floor(Date.now() / 1_000),
    });
  }
  const { rows } = await db.query(
    `select coalesce(sum(size), 0)::text as bytes from relay.pins where created_at >= ${startOfDay}`,
  );
  if (Number((rows as [{ bytes: string }])[0].bytes) + upload.size > limits.serviceBytes) {
    throw new RelayError(
      "pin.service_full",
      "The relay has pinned all it may today. Pin the file elsewhere.",
      {
        retryAfterSeconds: nextMidnight() - Math.floor(Date.now() / 1_000),
      },
    );
  }
};
