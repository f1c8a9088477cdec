import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";

export type Database = pg.Pool;
export type Queryable = Pick<pg.PoolClient, "query">;

export const connectDatabase = (url: string, onIdleError: (error: Error) => void): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    query_timeout: 15_000,
    statement_timeout: 10_000,
    application_name: "audifi-relay",
  });
  pool.on("error", onIdleError);
  return pool;
};

export const inTransaction = async <T>(
  database: Database,
  work: (client: Queryable) => Promise<T>,
): Promise<T> => {
  const client = await database.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
};

const migrationsDirectory = new URL("../../supabase/migrations/", import.meta.url);
/** Arbitrary, the same for every instance: the advisory lock that lets one of them migrate at a time. */
const MIGRATION_LOCK = 4_170_826_391;

interface Migration {
  version: string;
  sql: string;
  checksum: string;
}

const readMigrations = async (directory: URL): Promise<Migration[]> => {
  const names = (await readdir(directory)).filter((name) => /^\d+_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, directory), "utf8");
      return { version: name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
};

/**
 * Applies what is missing, in order, all in one transaction, and returns what it applied. Instances that start
 * together wait for each other, however long that takes. A migration that changed after it was applied is refused.
 */
export const migrate = async (database: Database, directory = migrationsDirectory): Promise<string[]> => {
  const migrations = await readMigrations(directory);
  const { connectionString, connectionTimeoutMillis, application_name } = database.options;
  const patient = new pg.Pool({ connectionString, connectionTimeoutMillis, application_name, max: 1 });
  patient.on("error", () => undefined);
  try {
    return await inTransaction(patient, (client) => apply(client, migrations));
  } finally {
    await patient.end();
  }
};

const apply = async (client: Queryable, migrations: readonly Migration[]): Promise<string[]> => {
  await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
  await client.query(`
    create schema if not exists relay;
    create table if not exists relay.migrations (
      version text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    );
    alter table relay.migrations enable row level security;`);
  const { rows } = await client.query("select version, checksum from relay.migrations");
  const applied = new Map(rows.map((row: Migration) => [row.version, row.checksum]));
  const done: string[] = [];
  for (const { version, sql, checksum } of migrations) {
    const before = applied.get(version);
    if (before === checksum) continue;
    if (before !== undefined) {
      throw new Error(`Migration ${version} was changed after it had been applied.`);
    }
    await client.query(sql);
    await client.query("insert into relay.migrations (version, checksum) values ($1, $2)", [
      version,
      checksum,
    ]);
    done.push(version);
  }
  return done;
};
