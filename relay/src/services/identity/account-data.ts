import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import {
  type Account,
  type AccountProfile,
  type NotificationSettings,
  type NotificationTopic,
  notificationTopics,
} from "../../protocol/account.ts";
import { farewellLetter } from "../mail/letters.ts";
import type { PostOffice } from "../mail/post-office.ts";
import { emailOf } from "./accounts.ts";

const seconds = (column: string) => `floor(extract(epoch from ${column}))::float8`;

export const readAccount = async (db: Queryable, accountId: string): Promise<Account> => {
  const { rows } = await db.query(
    `select a.id, ${seconds("a.created_at")} as "createdAt",
       json_build_object('name', p.name, 'bio', coalesce(p.bio, ''), 'avatar', p.avatar) as profile,
       (select email from relay.identities i where i.account_id = a.id and i.email is not null
        order by i.kind = 'email' desc, i.created_at limit 1) as email,
       (select coalesce(json_agg(json_build_object('kind', kind, 'email', email, 'createdAt', ${seconds("created_at")})
          order by created_at), '[]') from relay.identities i where i.account_id = a.id) as identities,
       (select coalesce(json_agg(json_build_object('address', '0x' || encode(address, 'hex'),
          'linkedAt', ${seconds("linked_at")}) order by linked_at), '[]')
        from relay.wallets w where w.account_id = a.id) as wallets,
       json_build_object(
         'enabled', exists (select from relay.second_factors f where f.account_id = a.id and f.confirmed_at is not null),
         'recoveryCodesLeft', (select count(*) from relay.recovery_codes r where r.account_id = a.id and used_at is null)
       ) as "secondFactor"
     from relay.accounts a left join relay.profiles p on p.account_id = a.id where a.id = $1`,
    [accountId],
  );
  return (rows as [Account])[0];
};

export const changeProfile = async (
  db: Queryable,
  accountId: string,
  change: { name?: string | null | undefined; bio?: string | undefined; avatar?: string | null | undefined },
): Promise<AccountProfile> => {
  const { rows } = await db.query(
    `insert into relay.profiles as p (account_id, name, bio, avatar) values ($1, $2, coalesce($3, ''), $4)
     on conflict (account_id) do update set
       name = case when $5 then $2 else p.name end, bio = coalesce($3, p.bio),
       avatar = case when $6 then $4 else p.avatar end, updated_at = now()
     returning name, bio, avatar`,
    [
      ...[accountId, change.name ?? null, change.bio ?? null, change.avatar ?? null],
      ...[change.name !== undefined, change.avatar !== undefined],
    ],
  );
  return (rows as [AccountProfile])[0];
};

export const readSettings = async (db: Queryable, accountId: string): Promise<NotificationSettings> => {
  const { rows } = await db.query(
    "select topic, by_email as email, in_app as app from relay.notification_settings where account_id = $1",
    [accountId],
  );
  const kept = new Map(
    (rows as { topic: string; email: boolean; app: boolean }[]).map((row) => [row.topic, row]),
  );
  const topics = notificationTopics.map((topic) => {
    const { email = true, app = true } = kept.get(topic) ?? {};
    return [topic, { email, app }] as const;
  });
  return { topics: Object.fromEntries(topics) as NotificationSettings["topics"] };
};

export const writeSettings = async (
  db: Queryable,
  accountId: string,
  { topics }: NotificationSettings,
): Promise<void> => {
  const entries = Object.entries(topics) as [NotificationTopic, { email: boolean; app: boolean }][];
  await db.query(
    `insert into relay.notification_settings (account_id, topic, by_email, in_app)
     select $1, * from unnest($2::text[], $3::boolean[], $4::boolean[])
     on conflict (account_id, topic) do update set by_email = excluded.by_email, in_app = excluded.in_app`,
    [
      ...[accountId, entries.map(([topic]) => topic)],
      ...[entries.map(([, { email }]) => email), entries.map(([, { app }]) => app)],
    ],
  );
};

/** Tables whose rows are of use to the relay only: secrets, and what a sign-in needs on its way. */
const unexported = ["second_factors", "recovery_codes", "oidc_flows", "email_requests"];
const MOST_ROWS = 10_000;

/**
 * Everything kept about an account, by table, tables of later features included. Bytes are left out, as they are
 * digests and secrets, except for addresses of wallets.
 */
export const exportAccount = (database: Database, accountId: string): Promise<Record<string, unknown>> =>
  inTransaction(database, async (db) => {
    const { rows } = await db.query(
      `select table_name as name, array_agg(column_name::text) filter (where data_type <> 'bytea') as columns
       from information_schema.columns
       where table_schema = 'relay' and table_name <> all($1) and table_name in (
         select table_name from information_schema.columns where table_schema = 'relay' and column_name = 'account_id'
       )
       group by 1 order by 1`,
      [unexported],
    );
    const tables: Record<string, unknown> = {};
    for (const { name, columns } of rows as { name: string; columns: string[] }[]) {
      const list = columns.map((column) => `"${column}"`).join(", ");
      const address = name === "wallets" ? `, '0x' || encode(address, 'hex') as address` : "";
      const sql = `select ${list}${address} from relay."${name}" where account_id = $1 limit ${MOST_ROWS}`;
      tables[name] = (await db.query(sql, [accountId])).rows;
    }
    const pins = await db.query(
      `select kind, cid, size::float8 as size, content_type as "contentType", created_at as "createdAt"
       from relay.pins where account in (select address from relay.wallets where account_id = $1) limit ${MOST_ROWS}`,
      [accountId],
    );
    return { account: await readAccount(db, accountId), tables, pins: pins.rows };
  });

/** What has to happen elsewhere before an account is gone, such as ending a subscription. Runs in its transaction. */
export type Farewell = (db: Queryable, accountId: string) => Promise<void>;

const deleteSupabaseUser = async (db: Queryable, accountId: string): Promise<void> => {
  const { rows } = await db.query("select to_regclass('auth.users') is not null as known");
  if (!(rows as [{ known: boolean }])[0].known) return;
  await db.query(
    `delete from auth.users where id::text in (
       select subject from relay.identities where kind = 'email' and account_id = $1
     )`,
    [accountId],
  );
};

/** Deletes an account and all that is kept about it, Supabase's user included. Files on IPFS are public and stay. */
export const deleteAccount = async (
  {
    database,
    postOffice,
    farewells,
  }: { database: Database; postOffice: PostOffice; farewells: readonly Farewell[] },
  accountId: string,
): Promise<void> => {
  await inTransaction(database, async (db) => {
    const email = await emailOf(db, accountId);
    for (const farewell of farewells) await farewell(db, accountId);
    await deleteSupabaseUser(db, accountId);
    await db.query("delete from relay.accounts where id = $1", [accountId]);
    if (email !== undefined) await postOffice.post(db, email, farewellLetter());
  });
  postOffice.wake();
};
