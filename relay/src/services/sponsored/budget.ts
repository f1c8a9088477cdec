import { RelayError } from "../../errors.ts";
import type { Queryable } from "../../plugins/database.ts";
import type { RelayerConfig } from "../../plugins/relayer-env.ts";
import type { SponsorAvailability } from "../../protocol/sponsored.ts";

export interface Asker {
  signer: Buffer;
  accountId: string | undefined;
}

const startOfDay = "date_trunc('day', now() at time zone 'utc') at time zone 'utc'";
const nextMidnight = (): number => Math.floor(Date.now() / 86_400_000 + 1) * 86_400;

/** What is left of the day: for the address, for the account that asks, and for all together, whichever is least. */
const readLeft = async (
  db: Queryable,
  { perUser, perDay }: RelayerConfig,
  { signer, accountId }: Asker,
): Promise<number> => {
  const { rows } = await db.query(
    `select count(*) filter (where signer = $1)::int as signer,
            count(*) filter (where account_id = $2)::int as account, count(*)::int as everybody
     from relay.sponsored where created_at >= ${startOfDay} and call <> 'publication'`,
    [signer, accountId ?? null],
  );
  const [used] = rows as [{ signer: number; account: number; everybody: number }];
  return Math.max(0, Math.min(perUser - Math.max(used.signer, used.account), perDay - used.everybody));
};

export const readBudget = async (
  db: Queryable,
  config: RelayerConfig | undefined,
  asker: Asker,
): Promise<SponsorAvailability> => {
  const resetsAt = nextMidnight();
  if (!config) return { available: false, reason: "not_configured", left: 0, resetsAt };
  const left = await readLeft(db, config, asker);
  return left > 0
    ? { available: true, reason: "ok", left, resetsAt }
    : { available: false, reason: "budget_spent", left, resetsAt };
};

/** Throws when there is nothing left of the day. */
export const requireBudget = async (db: Queryable, config: RelayerConfig, asker: Asker): Promise<void> => {
  if ((await readLeft(db, config, asker)) > 0) return;
  throw new RelayError(
    "sponsor.budget_spent",
    "What we pay for is used up for today. Send it from your wallet and pay for the gas yourself.",
    { retryAfterSeconds: nextMidnight() - Math.floor(Date.now() / 1_000) },
  );
};
