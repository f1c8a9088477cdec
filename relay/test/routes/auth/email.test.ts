import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  forgetAttempts,
  type IdentityRelay,
  signInByEmail,
  startIdentityRelay,
} from "../../helpers/identity.ts";
import { readSignInLetter } from "../../helpers/mail.ts";
import { Browser } from "../../helpers/people.ts";
import { errorCode } from "../../helpers/relay.ts";

let relay: IdentityRelay;
beforeAll(async () => {
  relay = await startIdentityRelay();
});
afterAll(() => relay.close());
beforeEach(async () => {
  await forgetAttempts(relay);
  relay.mail.letters.length = 0;
});

const ask = (email: string, browser = new Browser(relay)) => browser.post("/v1/auth/email", { email });
const letterFor = async (email: string) => {
  expect((await ask(email)).status).toBe(202);
  return readSignInLetter(await relay.mail.letterTo(email));
};
const confirm = (body: object, browser = new Browser(relay)) => browser.post("/v1/auth/email/confirm", body);

describe("POST /v1/auth/email", () => {
  it("sends a letter with a link whose token no server sees, and a code", async () => {
    await ask("Lena@Example.org");
    const letter = await relay.mail.letterTo("lena@example.org");
    expect(letter.subject).toBe("Sign in to AudiFi");
    expect(letter.messageId).toMatch(/^<letter-\d+@audifi\.example>$/);
    const { code, token } = readSignInLetter(letter);
    expect(code).toMatch(/^\d{6}$/);
    expect(letter.html).toContain(`/sign-in/confirm#${token}`);
    expect(letter.html).toContain(code);
  });

  it("answers known and unknown addresses alike", async () => {
    await signInByEmail(relay, "known@example.org");
    await forgetAttempts(relay);
    const [known, unknown] = [await ask("known@example.org"), await ask("unknown@example.org")];
    expect([known.status, await known.json()]).toEqual([unknown.status, await unknown.json()]);
  });

  it("answers without asking who has an account, so that not even its time can tell", async () => {
    const lonely = await startIdentityRelay();
    await signInByEmail(lonely, "known@example.org");
    await forgetAttempts(lonely);
    await lonely.stopSupabase();
    const query = vi.spyOn(lonely.database, "query");
    for (const email of ["known@example.org", "unknown@example.org"]) {
      expect((await ask(email, new Browser(lonely))).status).toBe(202);
    }
    const statements = query.mock.calls.map(([statement]) => JSON.stringify(statement));
    expect(statements.filter((statement) => statement.includes("relay.email_requests"))).toHaveLength(2);
    expect(statements.filter((statement) => /relay\.(accounts|identities)|auth\./.test(statement))).toEqual(
      [],
    );
    await lonely.close();
  });

  it("writes to one address once per half minute and eight times per hour", async () => {
    expect((await ask("often@example.org")).status).toBe(202);
    const refused = await ask("often@example.org");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(20);
    expect(await errorCode(refused)).toBe("429 auth.too_many_attempts");
    expect((await ask("other@example.org")).status).toBe(202);
  });

  it.each([
    "",
    "nobody",
    "a@b",
    "a b@example.org",
    "a@example.org\r\nbcc: x@example.org",
    `${"a".repeat(250)}@b.org`,
  ])("refuses %j as an address", async (email) => {
    expect(await errorCode(await ask(email))).toBe("400 request.invalid");
  });

  it("is not for pages of other sites", async () => {
    const browser = new Browser(relay);
    browser.origin = "https://evil.example";
    expect(await errorCode(await ask("victim@example.org", browser))).toBe("403 auth.origin_refused");
    expect(await errorCode(await confirm({ token: "x".repeat(40) }, browser))).toBe(
      "403 auth.origin_refused",
    );
  });
});

describe("POST /v1/auth/email/confirm", () => {
  it("signs in with the link, once", async () => {
    const { token } = await letterFor("once@example.org");
    const browser = new Browser(relay);
    expect((await confirm({ token }, browser)).status).toBe(200);
    expect(await (await browser.get("/v1/auth/session")).json()).toMatchObject({
      session: { method: "email", aal: "aal1", needsSecondFactor: false },
    });
    expect(await errorCode(await confirm({ token }))).toBe("410 auth.link_expired");
  });

  it("leaves the link good for programs that only look at it", async () => {
    const { token } = await letterFor("scanned@example.org");
    for (const method of ["GET", "HEAD"]) {
      for (const path of [
        "/v1/auth/email/confirm",
        `/v1/auth/email/confirm?token=${token}`,
        `/sign-in/confirm?${token}`,
      ]) {
        expect((await fetch(relay.url + path, { method })).status).toBe(404);
      }
    }
    expect((await confirm({ token })).status).toBe(200);
  });

  it("signs in with the code, which then spoils the link", async () => {
    const { code, token } = await letterFor("code@example.org");
    expect((await confirm({ email: "CODE@example.org", code })).status).toBe(200);
    expect(await errorCode(await confirm({ email: "code@example.org", code }))).toBe("401 auth.code_invalid");
    expect(await errorCode(await confirm({ token }))).toBe("410 auth.link_expired");
  });

  it("leads into the same account every time, and into another for another address", async () => {
    const first = await signInByEmail(relay, "same@example.org");
    relay.mail.letters.length = 0;
    const second = await signInByEmail(relay, "same@example.org");
    const other = await signInByEmail(relay, "another@example.org");
    expect(second.accountId).toBe(first.accountId);
    expect(other.accountId).not.toBe(first.accountId);
  });

  it("locks codes of an address after five guesses, but not its link", async () => {
    const { code, token } = await letterFor("guessed@example.org");
    const wrong = code === "000000" ? "000001" : "000000";
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await errorCode(await confirm({ email: "guessed@example.org", code: wrong }))).toBe(
        "401 auth.code_invalid",
      );
    }
    expect(await errorCode(await confirm({ email: "guessed@example.org", code }))).toBe(
      "429 auth.too_many_attempts",
    );
    expect((await confirm({ token })).status).toBe(200);
  });

  it("refuses what is an hour old", async () => {
    const { code, token } = await letterFor("late@example.org");
    await relay.database.query(
      "update auth.users set recovery_sent_at = now() - interval '61 minutes' where email = 'late@example.org'",
    );
    expect(await errorCode(await confirm({ email: "late@example.org", code }))).toBe("401 auth.code_invalid");
    expect(await errorCode(await confirm({ token }))).toBe("410 auth.link_expired");
  });

  it("counts as a new proof in a session of the account, and replaces one of another", async () => {
    const { browser, accountId } = await signInByEmail(relay, "proof@example.org");
    await relay.database.query(
      "update relay.sessions set authenticated_at = now() - interval '1 hour' where account_id = $1",
      [accountId],
    );
    const session = async () =>
      (
        (await (await browser.get("/v1/auth/session")).json()) as {
          session: { id: string; stepUp: { until: number | null } };
        }
      ).session;
    const before = await session();
    expect(before.stepUp.until).toBeNull();
    relay.mail.letters.length = 0;
    await signInByEmail(relay, "proof@example.org", browser);
    expect(await session()).toMatchObject({ id: before.id, stepUp: { until: expect.any(Number) as number } });
    const { accountId: other } = await signInByEmail(relay, "proof2@example.org", browser);
    expect(other).not.toBe(accountId);
    const { rows } = await relay.database.query("select 1 from relay.sessions where account_id = $1", [
      accountId,
    ]);
    expect(rows).toEqual([]);
  });
});

describe("without Supabase", () => {
  it("a letter that was asked for is sent when it comes back, and codes are answered honestly", async () => {
    const lonely = await startIdentityRelay();
    await lonely.stopSupabase();
    const browser = new Browser(lonely);
    expect((await browser.post("/v1/auth/email", { email: "patient@example.org" })).status).toBe(202);
    const answer = await browser.post("/v1/auth/email/confirm", {
      email: "patient@example.org",
      code: "123456",
    });
    expect(await errorCode(answer)).toBe("503 auth.method_unavailable");
    const problem = async () => {
      const { rows } = await lonely.database.query(
        "select last_problem as problem, done_at from relay.outbox",
      );
      return (rows as [{ problem: string | null }])[0].problem;
    };
    await expect.poll(problem).toContain("Supabase made no code");
    await lonely.close();
  });
});
