import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import pg from "pg";
import { findPostgres } from "../binaries.ts";
import type { Context } from "../context.ts";
import { choosePostgresUser, giveTo, runAs } from "../postgres-user.ts";
import { waitFor } from "../wait.ts";

const SUPERUSER = "audifi";
/** graph-node's is made anew whenever it is not that of the chain. */
export type DatabaseName = "graph" | "relay";

export interface Postgres {
  url(database: DatabaseName): string;
  query<Row extends pg.QueryResultRow>(database: DatabaseName, sql: string): Promise<Row[]>;
  /** Throws everything in it away. */
  recreate(database: DatabaseName): Promise<void>;
}

/** One server with a database for graph-node and one for the relay. Listens on the loopback only. */
export async function startPostgres({ state, supervisor, ports }: Context): Promise<Postgres> {
  const folder = state.file("postgres", "data");
  if (!existsSync(folder)) await initialise(state.file("postgres"), supervisor);
  const password = readFileSync(state.file("postgres", "password"), "utf8");
  const { postgres } = findPostgres();
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(ports.postgres),
    unix_socket_directories: "",
    max_connections: "80",
    log_min_messages: "warning",
  };
  const args = [
    "-D",
    folder,
    ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
  ];
  const user = choosePostgresUser(folder);
  supervisor.start({
    name: "postgres",
    ...runAs(user, postgres, args),
    tier: 1,
    signal: "SIGINT",
    // A busy disk makes its last checkpoint long.
    graceMs: 60_000,
  });
  const url = (database: string) =>
    `postgresql://${SUPERUSER}:${password}@127.0.0.1:${ports.postgres}/${database}`;
  await waitFor("The start of PostgreSQL", () => ask(url("postgres"), "select 1"), {
    everyMs: 30,
    timeoutMs: 180_000,
  });
  const existing = await ask<{ datname: string }>(url("postgres"), "select datname from pg_database");
  if (!existing.some(({ datname }) => datname === "relay"))
    await ask(url("postgres"), "create database relay");
  return {
    url,
    query: (database, sql) => ask(url(database), sql),
    async recreate(database) {
      await ask(url("postgres"), `drop database if exists ${database} with (force)`);
      await ask(url("postgres"), `create database ${database}`);
    },
  };
}

/** Works beside the final place: a half-made data directory is never taken for a finished one. */
async function initialise(home: string, supervisor: Context["supervisor"]): Promise<void> {
  rmSync(home, { recursive: true, force: true });
  const draft = `${home}/draft`;
  const passwordFile = `${home}/password`;
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  writeFileSync(passwordFile, randomBytes(16).toString("hex"), { mode: 0o600 });
  const user = choosePostgresUser(draft);
  giveTo(user, draft);
  giveTo(user, passwordFile);
  const args = [
    `--pgdata=${draft}`,
    "--auth=scram-sha-256",
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale=C",
    // A machine that loses its power in this minute leaves a first start that is not finished, which is thrown away.
    "--no-sync",
  ];
  await supervisor.run({ name: "initdb", ...runAs(user, findPostgres().initdb, args) });
  renameSync(draft, `${home}/data`);
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
