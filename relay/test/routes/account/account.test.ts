import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Account, AccountSessions, NotificationSettings } from "../../../src/protocol/account.ts";
import {
  forgetAttempts,
  type IdentityRelay,
  signInByEmail,
  startIdentityRelay,
} from "../../helpers/identity.ts";
import { readSignInLetter } from "../../helpers/mail.ts";
import { Browser, signInAgain } from "../../helpers/people.ts";
import { errorCode, testAccount } from "../../helpers/relay.ts";
import { signWalletMessage } from "../../helpers/wallets.ts";

let relay: IdentityRelay;
beforeAll(async () => {
  relay = await startIdentityRelay();
});
afterAll(() => relay.close());
beforeEach(() => {
  relay.mail.letters.length = 0;
});

const accountOf = async (browser: Browser) => (await (await browser.get("/v1/account")).json()) as Account;

describe("/v1/account", () => {
  it("tells who is signed in, and nobody else", async () => {
    const { browser, accountId } = await signInByEmail(relay, "me@example.org");
    expect(await accountOf(browser)).toMatchObject({
      ...{ id: accountId, email: "me@example.org", wallets: [] },
      identities: [{ kind: "email", email: "me@example.org" }],
      profile: { name: null, bio: "", avatar: null },
    });
    for (const path of ["", "/sessions", "/export", "/notification-settings"]) {
      expect(await errorCode(await new Browser(relay).get(`/v1/account${path}`))).toBe("401 auth.required");
    }
  });

  it("keeps a profile, a field at a time", async () => {
    const { browser } = await signInByEmail(relay, "profile@example.org");
    const change = (body: object) => browser.request("PATCH", "/v1/account/profile", body);
    await change({ name: "Lena Ø", bio: "Two lines\nof text" });
    expect(await (await change({ avatar: `ipfs://bafk${"a".repeat(40)}` })).json()).toMatchObject({
      name: "Lena Ø",
    });
    expect(await (await change({ name: null })).json()).toMatchObject({
      name: null,
      bio: "Two lines\nof text",
    });
    for (const bad of [
      { name: "" },
      { name: "a\nb" },
      { name: "x".repeat(81) },
      { avatar: "http://a" },
      { more: 1 },
    ]) {
      expect(await errorCode(await change(bad))).toBe("400 request.invalid");
    }
  });

  it("keeps what a person wants to be told", async () => {
    const { browser } = await signInByEmail(relay, "settings@example.org");
    const path = "/v1/account/notification-settings";
    const { topics } = (await (await browser.get(path)).json()) as NotificationSettings;
    expect(topics.dividends).toEqual({ email: true, app: true });
    topics.news = { email: false, app: true };
    await browser.request("PUT", path, { topics });
    expect(await (await browser.get(path)).json()).toEqual({ topics });
    const { news: _, ...rest } = topics;
    expect(await errorCode(await browser.request("PUT", path, { topics: rest }))).toBe("400 request.invalid");
  });

  it("lists sessions and ends one of its own", async () => {
    const { browser, accountId } = await signInByEmail(relay, "sessions@example.org");
    const other = await signInAgain(relay, accountId);
    const stranger = await signInByEmail(relay, "stranger@example.org");
    const { sessions } = (await (await browser.get("/v1/account/sessions")).json()) as AccountSessions;
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    const id = sessions.find(({ current }) => !current)?.id ?? "";
    const end = (by: Browser) => by.request("DELETE", `/v1/account/sessions/${id}`);
    expect(await errorCode(await end(stranger.browser))).toBe("404 account.session_unknown");
    expect((await end(browser)).status).toBe(204);
    expect(await errorCode(await other.get("/v1/account"))).toBe("401 auth.required");
  });
});

describe("the address of an account", () => {
  const walletPerson = async (number: number) => {
    const browser = new Browser(relay);
    await browser.post("/v1/auth/wallet", await signWalletMessage(browser, testAccount(number)));
    return browser;
  };
  const codeFor = async (browser: Browser, email: string) => {
    await forgetAttempts(relay);
    expect((await browser.post("/v1/account/email", { email })).status).toBe(202);
    const letter = await relay.mail.letterTo(email);
    expect(readSignInLetter(letter).token).toBe("");
    return readSignInLetter(letter).code;
  };

  it("is added to a wallet's account with the letter's code, and then leads into it", async () => {
    const browser = await walletPerson(501);
    const code = await codeFor(browser, "added@example.org");
    const answer = await browser.post("/v1/account/email/confirm", { email: "added@example.org", code });
    const account = (await answer.json()) as Account;
    expect(account.email).toBe("added@example.org");
    relay.mail.letters.length = 0;
    expect((await signInByEmail(relay, "added@example.org")).accountId).toBe(account.id);
  });

  it("is replaced by another, of which the old one is told", async () => {
    const { browser } = await signInByEmail(relay, "old@example.org");
    const code = await codeFor(browser, "new@example.org");
    await browser.post("/v1/account/email/confirm", { email: "new@example.org", code });
    expect((await accountOf(browser)).identities).toMatchObject([{ email: "new@example.org" }]);
    expect((await relay.mail.letterTo("old@example.org", 2)).text).toContain("was changed");
  });

  it("is not taken from another account", async () => {
    await signInByEmail(relay, "owner@example.org");
    relay.mail.letters.length = 0;
    const browser = await walletPerson(502);
    const code = await codeFor(browser, "owner@example.org");
    const answer = await browser.post("/v1/account/email/confirm", { email: "owner@example.org", code });
    expect(await errorCode(answer)).toBe("409 account.identity_taken");
  });

  it("is not taken away while it is the only way in", async () => {
    const { browser } = await signInByEmail(relay, "only@example.org");
    const remove = () => browser.request("DELETE", "/v1/account/identities/email");
    expect(await errorCode(await remove())).toBe("409 account.last_way_in");
    await browser.post("/v1/account/wallets", await signWalletMessage(browser, testAccount(503), "link"));
    expect((await remove()).status).toBe(200);
    expect((await accountOf(browser)).identities).toEqual([]);
    expect(await errorCode(await remove())).toBe("404 account.identity_unknown");
  });
});

describe("a person's data", () => {
  it("is exported whole, without secrets and without anybody else's", async () => {
    const { browser, accountId } = await signInByEmail(relay, "export@example.org");
    await browser.post("/v1/account/wallets", await signWalletMessage(browser, testAccount(504), "link"));
    await browser.post("/v1/account/second-factor");
    await signInByEmail(relay, "somebody-else@example.org");
    const answer = await browser.get("/v1/account/export");
    const text = await answer.text();
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    for (const kept of [
      "export@example.org",
      testAccount(504).address.toLowerCase(),
      "Test browser",
      accountId,
    ]) {
      expect(text).toContain(kept);
    }
    expect(text).not.toContain("somebody-else");
    expect(Object.keys((JSON.parse(text) as { tables: object }).tables)).not.toContain("second_factors");
    const { rows } = await relay.database.query(
      "select encode(secret, 'hex') as hex from relay.second_factors",
    );
    expect(text).not.toContain((rows as [{ hex: string }])[0].hex);
  });

  it("is deleted whole, at Supabase too, after a recent proof and a word", async () => {
    const { browser, accountId } = await signInByEmail(relay, "leaving@example.org");
    const leave = (body: object) => browser.request("DELETE", "/v1/account", body);
    expect(await errorCode(await leave({}))).toBe("400 request.invalid");
    const age = (interval: string) =>
      relay.database.query(
        "update relay.sessions set authenticated_at = now() - $2::interval where account_id = $1",
        [...[accountId, interval]],
      );
    await age("1 hour");
    expect(await errorCode(await leave({ confirm: "delete my account" }))).toBe("403 auth.step_up_required");
    await age("0");
    expect((await leave({ confirm: "delete my account" })).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    for (const [sql, value] of [
      ["select 1 from relay.accounts where id::text = $1", accountId],
      ["select 1 from relay.identities where email = $1", "leaving@example.org"],
      ["select 1 from relay.sessions where account_id::text = $1", accountId],
      ["select 1 from auth.users where email = $1", "leaving@example.org"],
    ] as const) {
      expect((await relay.database.query(sql, [value])).rowCount, sql).toBe(0);
    }
    expect((await relay.mail.letterTo("leaving@example.org", 2)).subject).toContain("deleted");
    relay.mail.letters.length = 0;
    expect((await signInByEmail(relay, "leaving@example.org")).accountId).not.toBe(accountId);
  });
});
