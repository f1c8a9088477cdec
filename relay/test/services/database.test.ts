import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase, type Database, migrate } from "../../src/plugins/database.ts";
import { createDatabase } from "../helpers/relay.ts";

let database: Database;
beforeEach(async () => {
  database = connectDatabase(await createDatabase(), () => undefined);
});
afterEach(() => database.end());

describe("migrate", () => {
  it("applies everything once, also when several relays start together", async () => {
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(database)));
    expect(applied.filter((versions) => versions.length > 0)).toHaveLength(1);
    expect(await migrate(database)).toEqual([]);
  });

  it("waits for one that takes longer than any request may", async () => {
    const directory = await mkdtemp(join(tmpdir(), "audifi-migrations-"));
    await writeFile(join(directory, "1_slow.sql"), "select pg_sleep(0.5);");
    const options = { ...database.options, statement_timeout: 100, query_timeout: 150 };
    const hasty = new pg.Pool(options);
    const run = () => migrate(hasty, pathToFileURL(`${directory}/`));
    const applied = await Promise.all([run(), run()]);
    expect(applied.flat()).toEqual(["1_slow.sql"]);
    await Promise.all([hasty.end(), rm(directory, { recursive: true })]);
  });

  it("leaves every table with row level security, and policies that let people read their own rows only", async () => {
    await migrate(database);
    const { rows } = await database.query(
      "select relname, relrowsecurity from pg_class where relnamespace = 'relay'::regnamespace and relkind = 'r'",
    );
    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(rows.filter((row: { relrowsecurity: boolean }) => !row.relrowsecurity)).toEqual([]);
    const policies = await database.query(
      "select policyname, cmd, roles::text from pg_policies where schemaname = 'relay'",
    );
    for (const policy of policies.rows) {
      expect(policy).toEqual({ policyname: "own", cmd: "SELECT", roles: "{authenticated}" });
    }
    const grants = await database.query(
      `select grantee, table_name, privilege_type from information_schema.role_table_grants
       where table_schema = 'relay' and grantee in ('anon', 'authenticated', 'PUBLIC') and privilege_type <> 'SELECT'`,
    );
    expect(grants.rows).toEqual([]);
  });

  describe("when the files are not what was applied", () => {
    let directory: string;
    const at = (name: string) => join(directory, name);
    const run = () => migrate(database, pathToFileURL(`${directory}/`));
    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), "audifi-migrations-"));
      await writeFile(at("1_first.sql"), "create table relay.first (id int);");
      await run();
    });
    afterEach(() => rm(directory, { recursive: true }));

    it("refuses a changed one", async () => {
      await writeFile(at("1_first.sql"), "create table relay.first (id text);");
      await expect(run()).rejects.toThrow("1_first.sql was changed");
    });

    it("takes back everything when one of several fails", async () => {
      await writeFile(at("2_second.sql"), "create table relay.second (id int);");
      await writeFile(at("3_third.sql"), "create nonsense;");
      await expect(run()).rejects.toThrow();
      const { rows } = await database.query("select to_regclass('relay.second') as found");
      expect(rows).toEqual([{ found: null }]);
    });
  });
});
