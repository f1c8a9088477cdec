import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionAnswer } from "../../../src/protocol/auth.ts";
import { Browser, createPerson, signInAgain } from "../../helpers/people.ts";
import { errorCode, startRelay, type TestRelay } from "../../helpers/relay.ts";

let relay: TestRelay;
beforeAll(async () => {
  relay = await startRelay();
});
afterAll(() => relay.close());

const whoIs = async (browser: Browser): Promise<string | null> => {
  const { session } = (await (await browser.get("/v1/auth/session")).json()) as {
    session: SessionAnswer["session"] | null;
  };
  return session?.accountId ?? null;
};
const age = (seconds: number) =>
  relay.database.query("update relay.sessions set rotated_at = rotated_at - make_interval(secs => $1)", [
    seconds,
  ]);

describe("GET /v1/auth/session", () => {
  it("knows who is signed in, and nobody without cookies or with invented ones", async () => {
    const { accountId, browser } = await createPerson(relay);
    expect(await whoIs(browser)).toBe(accountId);
    expect(await whoIs(new Browser(relay))).toBeNull();
    const [id = "", , seal = ""] = (browser.cookies.get("audifi_access") ?? "").split(".");
    for (const forged of [`${id}.1.${seal}`, `${id}.0.${"A".repeat(43)}`, "", "a.b.c", `${id}.0`]) {
      browser.cookies.set("audifi_access", forged);
      expect(await whoIs(browser)).toBeNull();
    }
  });

  it("does not take a refresh token for an access token", async () => {
    const { browser } = await createPerson(relay);
    browser.cookies.set("audifi_access", browser.cookies.get("audifi_refresh") ?? "");
    expect(await whoIs(browser)).toBeNull();
  });

  it("ends after fifteen minutes without a refresh", async () => {
    const { browser } = await createPerson(relay);
    await age(901);
    expect(await whoIs(browser)).toBeNull();
  });
});

describe("POST /v1/auth/refresh", () => {
  it("exchanges both tokens; the cookies are out of reach of scripts", async () => {
    const { accountId, browser } = await createPerson(relay);
    const before = new Map(browser.cookies);
    await age(901);
    const response = await browser.post("/v1/auth/refresh");
    expect(response.status).toBe(200);
    for (const line of response.headers.getSetCookie()) {
      expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=(Lax|Strict)/);
    }
    expect(browser.cookies.get("audifi_refresh")).not.toBe(before.get("audifi_refresh"));
    expect(await whoIs(browser)).toBe(accountId);
  });

  it("gives tabs that ask together, and whoever lost the answer, the same tokens", async () => {
    const { accountId, browser } = await createPerson(relay);
    const old = browser.cookies.get("audifi_refresh") ?? "";
    const answers = await Promise.all([1, 2, 3].map(() => browser.post("/v1/auth/refresh")));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const renewed = browser.cookies.get("audifi_refresh");
    browser.cookies.set("audifi_refresh", old);
    await age(3_600);
    expect((await browser.post("/v1/auth/refresh")).status).toBe(200);
    expect(browser.cookies.get("audifi_refresh")).toBe(renewed);
    expect(accountId).toBeTruthy();
  });

  it("ends the session when a used token comes back", async () => {
    const { browser } = await createPerson(relay);
    const stolen = browser.cookies.get("audifi_refresh") ?? "";
    await browser.post("/v1/auth/refresh");
    expect(await whoIs(browser)).not.toBeNull();
    await age(61);
    const thief = new Browser(relay);
    thief.cookies.set("audifi_refresh", stolen);
    expect(await errorCode(await thief.post("/v1/auth/refresh"))).toBe("401 auth.session_ended");
    expect(await whoIs(browser)).toBeNull();
    expect(await errorCode(await browser.post("/v1/auth/refresh"))).toBe("401 auth.session_ended");
  });

  it("ends the session when a much older token comes back", async () => {
    const { browser } = await createPerson(relay);
    const old = browser.cookies.get("audifi_refresh") ?? "";
    await browser.post("/v1/auth/refresh");
    await browser.post("/v1/auth/refresh");
    browser.cookies.set("audifi_refresh", old);
    expect(await errorCode(await browser.post("/v1/auth/refresh"))).toBe("401 auth.session_ended");
  });

  it("says when there is nothing to refresh", async () => {
    expect(await errorCode(await new Browser(relay).post("/v1/auth/refresh"))).toBe("401 auth.required");
  });
});

describe("POST /v1/auth/logout", () => {
  it("ends this session only, at once", async () => {
    const { accountId, browser } = await createPerson(relay);
    const other = await signInAgain(relay, accountId);
    const copy = new Map(browser.cookies);
    expect((await browser.post("/v1/auth/logout")).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    for (const [name, value] of copy) browser.cookies.set(name, value);
    expect(await whoIs(browser)).toBeNull();
    expect(await whoIs(other)).toBe(accountId);
  });

  it("ends a session whose access token ran out", async () => {
    const { browser } = await createPerson(relay);
    const refresh = browser.cookies.get("audifi_refresh") ?? "";
    browser.cookies.delete("audifi_access");
    await browser.post("/v1/auth/logout");
    browser.cookies.set("audifi_refresh", refresh);
    expect(await errorCode(await browser.post("/v1/auth/refresh"))).toBe("401 auth.session_ended");
  });
});

describe("POST /v1/auth/logout-everywhere", () => {
  it("ends every session of the account and of nobody else", async () => {
    const { accountId, browser } = await createPerson(relay);
    const other = await signInAgain(relay, accountId);
    const stranger = await createPerson(relay);
    expect((await browser.post("/v1/auth/logout-everywhere")).status).toBe(204);
    expect(await whoIs(other)).toBeNull();
    expect(await whoIs(stranger.browser)).toBe(stranger.accountId);
  });
});

describe("pages of other sites", () => {
  it("cannot write with somebody's cookies", async () => {
    const { accountId, browser } = await createPerson(relay);
    for (const origin of ["https://evil.example", "null", undefined]) {
      browser.origin = origin;
      for (const path of ["/v1/auth/logout", "/v1/auth/logout-everywhere", "/v1/auth/refresh"]) {
        expect(await errorCode(await browser.post(path))).toBe("403 auth.origin_refused");
      }
    }
    expect(await whoIs(browser)).toBe(accountId);
  });

  it("are not allowed to read with them", async () => {
    const { browser } = await createPerson(relay);
    const own = await browser.get("/v1/auth/session");
    expect(own.headers.get("access-control-allow-credentials")).toBe("true");
    browser.origin = "https://evil.example";
    const foreign = await browser.get("/v1/auth/session");
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("cookies over https", () => {
  it("carry the __Host- prefix", async () => {
    const secure = await startRelay({ AUDIFI_RELAY_URL: "https://relay.audifi.example" });
    const { browser } = await createPerson(secure);
    browser.cookies.set("__Host-audifi_refresh", browser.cookies.get("audifi_refresh") ?? "");
    const response = await browser.post("/v1/auth/refresh");
    await secure.close();
    const lines = response.headers.getSetCookie();
    expect(lines).toHaveLength(2);
    for (const line of lines)
      expect(line).toMatch(/^__Host-audifi_\w+=.*; Path=\/; HttpOnly; Secure; SameSite/);
  });
});
