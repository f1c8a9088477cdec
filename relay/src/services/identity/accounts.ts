import { RelayError } from "../../errors.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { IdentityKind } from "../../protocol/account.ts";

export interface Identity {
  kind: IdentityKind;
  subject: string;
  email: string | null;
}

/** Keeps two requests from making two accounts of one identity. Ends with the transaction. */
const lockIdentity = (db: Queryable, name: string) =>
  db.query("select pg_advisory_xact_lock(hashtextextended($1, 6))", [name]);

export const createAccount = async (db: Queryable): Promise<string> => {
  const { rows } = await db.query("insert into relay.accounts default values returning id");
  return (rows as [{ id: string }])[0].id;
};

const holderOf = async (db: Queryable, { kind, subject }: Identity): Promise<string | undefined> => {
  const { rows } = await db.query(
    `select account_id as "accountId" from relay.identities where kind = $1 and subject = $2`,
    [kind, subject],
  );
  return (rows as [{ accountId: string }?])[0]?.accountId;
};

const keepIdentity = (db: Queryable, accountId: string, { kind, subject, email }: Identity) =>
  db.query(
    `insert into relay.identities (account_id, kind, subject, email) values ($1, $2, $3, $4)
     on conflict (kind, subject) do update set email = excluded.email`,
    [accountId, kind, subject, email],
  );

/** The account that an identity leads into; somebody who comes for the first time gets one. */
export const enterByIdentity = (database: Database, identity: Identity): Promise<string> =>
  inTransaction(database, async (db) => {
    await lockIdentity(db, `${identity.kind}:${identity.subject}`);
    const accountId = (await holderOf(db, identity)) ?? (await createAccount(db));
    await keepIdentity(db, accountId, identity);
    return accountId;
  });

/** Adds a way in to an account, in place of an earlier one of its kind. Answers whether something changed. */
export const addIdentity = (database: Database, accountId: string, identity: Identity): Promise<boolean> =>
  inTransaction(database, async (db) => {
    await lockIdentity(db, `${identity.kind}:${identity.subject}`);
    const holder = await holderOf(db, identity);
    if (holder !== undefined && holder !== accountId) {
      throw new RelayError(
        "account.identity_taken",
        "This belongs to another account. Sign in with it instead.",
      );
    }
    await db.query("delete from relay.identities where account_id = $1 and kind = $2 and subject <> $3", [
      ...[accountId, identity.kind, identity.subject],
    ]);
    await keepIdentity(db, accountId, identity);
    return holder === undefined;
  });

export const emailOf = async (db: Queryable, accountId: string): Promise<string | undefined> => {
  const { rows } = await db.query(
    "select email from relay.identities where account_id = $1 and kind = 'email'",
    [accountId],
  );
  return (rows as [{ email: string }?])[0]?.email;
};

/** Throws when an account has no way in left. Called after one was taken away, in the same transaction. */
export const requireAnotherWayIn = async (db: Queryable, accountId: string): Promise<void> => {
  const { rowCount } = await db.query(
    `select from relay.identities where account_id = $1 union all
     select from relay.wallets where account_id = $1 limit 1`,
    [accountId],
  );
  if (rowCount === 0) {
    throw new RelayError(
      "account.last_way_in",
      "This is the only way into your account. Add another one first.",
    );
  }
};

/** Takes a way in away from an account. */
export const removeIdentity = (database: Database, accountId: string, kind: IdentityKind): Promise<void> =>
  inTransaction(database, async (db) => {
    await db.query("select from relay.accounts where id = $1 for update", [accountId]);
    const sql = "delete from relay.identities where account_id = $1 and kind = $2";
    if ((await db.query(sql, [accountId, kind])).rowCount !== 1) {
      throw new RelayError("account.identity_unknown", "Your account has no such way to sign in.");
    }
    await requireAnotherWayIn(db, accountId);
  });
