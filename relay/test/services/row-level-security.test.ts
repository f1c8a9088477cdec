import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AuthClient } from "@supabase/supabase-js";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../src/plugins/database.ts";
import { createTokenVerifier } from "../../src/services/identity/supabase-tokens.ts";
import {
  forgetAttempts,
  type IdentityRelay,
  JWT_SECRET,
  signInByEmail,
  startIdentityRelay,
  SUPABASE_KEY,
} from "../helpers/identity.ts";
import { readSignInLetter } from "../helpers/mail.ts";

let relay: IdentityRelay;
const people = { lena: "lena@example.org", omar: "omar@example.org" };
const accounts: Record<string, string> = {};
let tables: string[];
/** What a person may read of their own, by table; of all other tables nothing. */
const readable = ["accounts", "identities", "notification_settings", "profiles", "wallets"];

const fill = async (accountId: string, byte: string) => {
  const insert = (sql: string, ...more: unknown[]) => relay.database.query(sql, [accountId, ...more]);
  await insert(
    "insert into relay.wallets (account_id, address) values ($1, $2)",
    Buffer.from(byte.repeat(20), "hex"),
  );
  await insert("insert into relay.profiles (account_id, name) values ($1, 'name')");
  await insert("insert into relay.notification_settings values ($1, 'news', false, true)");
  await insert("insert into relay.second_factors (account_id, secret) values ($1, 'secret')");
  await insert("insert into relay.recovery_codes (account_id, digest) values ($1, 'digest')");
};

beforeAll(async () => {
  relay = await startIdentityRelay();
  for (const [name, email] of Object.entries(people)) {
    accounts[name] = (await signInByEmail(relay, email)).accountId;
    await fill(accounts[name], name === "lena" ? "0a" : "0b");
  }
  const { rows } = await relay.database.query(
    "select relname from pg_class where relnamespace = 'relay'::regnamespace and relkind = 'r' order by 1",
  );
  tables = (rows as { relname: string }[]).map(({ relname }) => relname);
});
afterAll(() => relay.close());

const ownerOf = (row: Record<string, unknown>) => row.account_id ?? row.id;

describe("a real token of Supabase's local stand-in (HS256)", () => {
  const tokenOf = async (email: string): Promise<string> => {
    const auth = new AuthClient({
      url: `${relay.supabaseUrl}/auth/v1`,
      headers: { apikey: SUPABASE_KEY },
      ...{ persistSession: false, autoRefreshToken: false },
    });
    await forgetAttempts(relay);
    relay.mail.letters.length = 0;
    // Supabase makes at most one code a second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await auth.signInWithOtp({ email });
    const { code } = readSignInLetter(await relay.mail.letterTo(email));
    const { data } = await auth.verifyOtp({ email, token: code, type: "magiclink" as "email" });
    return data.session?.access_token ?? "";
  };
  const ask = (table: string, token: string | undefined, init: RequestInit = {}) =>
    fetch(`${relay.supabaseUrl}/rest/v1/${table}`, {
      ...init,
      headers: {
        apikey: SUPABASE_KEY,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...{ "accept-profile": "relay", "content-profile": "relay", "content-type": "application/json" },
      },
    });
  const rowsOf = async (answer: Response): Promise<Record<string, unknown>[]> => {
    const body = (await answer.json()) as unknown;
    return Array.isArray(body) ? (body as Record<string, unknown>[]) : [];
  };

  it("reads its person's rows through the data API, and of no table anything else", async () => {
    const token = await tokenOf(people.lena);
    for (const table of tables) {
      const rows = await rowsOf(await ask(table, token));
      expect(new Set(rows.map(ownerOf)), table).toEqual(
        new Set(readable.includes(table) ? [accounts.lena] : []),
      );
    }
  });

  it("changes nothing through it", async () => {
    const token = await tokenOf(people.omar);
    const read = async () => (await relay.database.query("select * from relay.profiles order by 1")).rows;
    const before = await read();
    const body = JSON.stringify({ name: "changed" });
    await ask("profiles?name=neq.x", token, { method: "PATCH", body });
    await ask("profiles?name=neq.x", token, { method: "DELETE" });
    await ask("accounts", token, { method: "POST", body: JSON.stringify({ id: accounts.omar }) });
    expect(await read()).toEqual(before);
    expect((await relay.database.query("select 1 from relay.accounts")).rowCount).toBe(2);
  });

  it("is needed: without one, nothing is read", async () => {
    for (const table of tables) expect(await rowsOf(await ask(table, undefined)), table).toEqual([]);
  });

  it("is read by the relay, and forged ones are not", async () => {
    const verify = createTokenVerifier({
      url: relay.supabaseUrl,
      key: "",
      hookSecret: "",
      jwtSecret: JWT_SECRET,
    });
    const token = await tokenOf(people.lena);
    expect(await verify(token)).toMatchObject({ email: people.lena });
    const claims = { sub: "1", email: people.omar, role: "authenticated", aud: "authenticated" };
    const sign = (payload: JWTPayload, secret = JWT_SECRET, end = "1h") =>
      new SignJWT(payload)
        .setProtectedHeader({ alg: "HS256" })
        .setExpirationTime(end)
        .sign(new TextEncoder().encode(secret));
    await verify(await sign(claims));
    const forged = [
      new UnsecuredJWT(claims).setExpirationTime("1h").encode(),
      await sign(claims, "another-secret-another-secret-another"),
      await sign(claims, JWT_SECRET, "-1m"),
      await sign({ ...claims, aud: "anon" }),
      await sign({ ...claims, role: "service_role" }),
      await sign({ ...claims, email: "" }),
      `${token.slice(0, -4)}AAAA`,
    ];
    for (const forgery of forged) await expect(verify(forgery)).rejects.toThrow();
  });
});

describe("a real token of a project with signing keys (JWKS)", () => {
  let issuer: string;
  let close: () => Promise<void>;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let publicJwk: object;

  beforeAll(async () => {
    keys = await generateKeyPair("ES256", { extractable: true });
    publicJwk = { ...(await exportJWK(keys.publicKey)), kid: "key-1", alg: "ES256", use: "sig" };
    const server = createServer((_request, response) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ keys: [publicJwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    close = () => new Promise((resolve) => server.close(() => resolve()));
  });
  afterAll(() => close());

  const subjectOf = async (email: string): Promise<string> => {
    const { rows } = await relay.database.query("select subject from relay.identities where email = $1", [
      email,
    ]);
    return (rows as [{ subject: string }])[0].subject;
  };
  const sign = async (changes: JWTPayload = {}, key = keys.privateKey) =>
    new SignJWT({
      ...{ iss: `${issuer}/auth/v1`, aud: "authenticated", role: "authenticated", aal: "aal1" },
      ...{ sub: await subjectOf(people.omar), email: people.omar, ...changes },
    })
      .setProtectedHeader({ alg: "ES256", kid: "key-1" })
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(key);
  const verify = (token: string) =>
    createTokenVerifier({ url: issuer, key: "", hookSecret: "", jwtSecret: undefined })(token);

  it("is read by the relay, and forged ones are not", async () => {
    expect(await verify(await sign())).toEqual({ id: await subjectOf(people.omar), email: people.omar });
    const stranger = await generateKeyPair("ES256");
    const confused = new SignJWT({
      sub: "1",
      email: people.omar,
      role: "authenticated",
      aud: "authenticated",
    })
      .setProtectedHeader({ alg: "HS256", kid: "key-1" })
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode(JSON.stringify(publicJwk)));
    for (const forged of [
      sign({}, stranger.privateKey),
      sign({ iss: "https://other.supabase.co/auth/v1" }),
      sign({ aud: "anon" }),
      sign({ role: "service_role" }),
      confused,
    ]) {
      await expect(verify(await forged)).rejects.toThrow();
    }
  });

  it("sees its person's rows only, under the role and claims the data API sets for it", async () => {
    const token = await sign();
    await verify(token);
    const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
    for (const table of tables) {
      const read = inTransaction(relay.database, async (db) => {
        await db.query("set local role authenticated");
        await db.query("select set_config('request.jwt.claims', $1, true)", [claims]);
        return (await db.query(`select * from relay.${table}`)).rows as Record<string, unknown>[];
      });
      const rows = await read.catch((error: Error) => error.message);
      if (typeof rows === "string") expect(rows, table).toContain("permission denied");
      const seen = typeof rows === "string" ? [] : rows.map(ownerOf);
      expect(new Set(seen), table).toEqual(new Set(readable.includes(table) ? [accounts.omar] : []));
    }
  });
});
