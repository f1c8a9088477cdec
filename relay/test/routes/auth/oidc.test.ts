import { generateKeyPairSync } from "node:crypto";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Account } from "../../../src/protocol/account.ts";
import type { MaybeSessionAnswer } from "../../../src/protocol/auth.ts";
import { type OidcIssuer, startOidcIssuer } from "../../helpers/oidc-issuer.ts";
import { Browser, createPerson } from "../../helpers/people.ts";
import { APP_ORIGIN } from "../../helpers/config.ts";
import { errorCode, startRelay, type TestRelay } from "../../helpers/relay.ts";

const PUBLIC = "http://relay.example";
const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
let issuer: OidcIssuer;
let relay: TestRelay;
beforeAll(async () => {
  issuer = await startOidcIssuer();
  relay = await startRelay({
    AUDIFI_RELAY_URL: PUBLIC,
    ...{
      GOOGLE_CLIENT_ID: "google-client",
      GOOGLE_CLIENT_SECRET: "google-secret-123",
      GOOGLE_ISSUER: issuer.url,
    },
    ...{
      APPLE_CLIENT_ID: "apple-client",
      APPLE_TEAM_ID: "team",
      APPLE_KEY_ID: "key",
      APPLE_ISSUER: issuer.url,
    },
    APPLE_PRIVATE_KEY: privateKey.export({ format: "pem", type: "pkcs8" }).toString().replaceAll("\n", "\\n"),
  });
});
afterAll(() => Promise.all([relay.close(), issuer.close()]));
beforeEach(() => {
  Object.assign(issuer, { lie: {}, isForger: false });
  issuer.tokenRequests.length = 0;
});

const locationOf = (answer: Response) => answer.headers.get("location") ?? "";
/** To the provider and back: the address that leads back, its path and query only. */
const visit = async (browser: Browser, query = "?next=/settings", provider = "google") => {
  const begun = await browser.get(`/v1/auth/oidc/${provider}${query}`);
  expect(begun.status).toBe(302);
  const back = locationOf(await fetch(locationOf(begun), { redirect: "manual" }));
  expect(back.startsWith(`${PUBLIC}/`)).toBe(true);
  return back.slice(PUBLIC.length);
};
const signInAs = async (sub: string, browser = new Browser(relay), query?: string) => {
  issuer.person.sub = sub;
  return { browser, location: locationOf(await browser.get(await visit(browser, query))) };
};
const sessionOf = async (browser: Browser) =>
  ((await (await browser.get("/v1/auth/session")).json()) as MaybeSessionAnswer).session;
const refusedAs = (code: string) => `${APP_ORIGIN}/sign-in?error=${code}&next=%2Fsettings`;

describe("signing in with Google", () => {
  it("leads into the same account every time, and back to where it began", async () => {
    const first = await signInAs("lena");
    expect(first.location).toBe(`${APP_ORIGIN}/settings`);
    const session = await sessionOf(first.browser);
    expect(session).toMatchObject({ method: "google" });
    expect((await sessionOf((await signInAs("lena")).browser))?.accountId).toBe(session?.accountId);
    expect((await sessionOf((await signInAs("omar")).browser))?.accountId).not.toBe(session?.accountId);
    expect(await (await first.browser.get("/v1/account")).json()).toMatchObject({ email: "fan@example.org" });
  });

  it("keeps an address only when the provider vouches for it, and joins no accounts by it", async () => {
    issuer.person.email_verified = false;
    const { browser } = await signInAs("unverified");
    issuer.person.email_verified = true;
    expect(await (await browser.get("/v1/account")).json()).toMatchObject({ email: null });
  });

  it("goes on in the browser that began only, and once", async () => {
    const browser = new Browser(relay);
    const back = await visit(browser);
    const victim = new Browser(relay);
    expect(locationOf(await victim.get(back))).toContain("error=auth.link_expired");
    expect(await sessionOf(victim)).toBeNull();
    expect(locationOf(await browser.get(back))).toBe(`${APP_ORIGIN}/settings`);
    expect(locationOf(await browser.get(back))).toContain("error=auth.link_expired");
    const late = await visit(browser);
    await relay.database.query("update relay.oidc_flows set expires_at = now()");
    expect(locationOf(await browser.get(late))).toContain("error=auth.link_expired");
  });

  it.each([
    ["for another client", { aud: "another-client" }],
    ["of another issuer", { iss: "https://evil.example" }],
    ["for another visit", { nonce: "another-nonce" }],
  ])("refuses a token %s", async (_what, lie) => {
    issuer.lie = lie;
    const { browser, location } = await signInAs("liar");
    expect(location).toBe(refusedAs("auth.provider_refused"));
    expect(await sessionOf(browser)).toBeNull();
  });

  it("refuses a token under a key that the provider did not publish", async () => {
    issuer.isForger = true;
    expect((await signInAs("forger")).location).toBe(refusedAs("auth.provider_refused"));
  });

  it("says when somebody changed their mind, or brings a code of their own", async () => {
    const browser = new Browser(relay);
    const declined = (await visit(browser)).replace(/code=[^&]+/, "error=access_denied");
    expect(locationOf(await browser.get(declined))).toBe(refusedAs("auth.provider_refused"));
    const invented = (await visit(browser)).replace(/code=[^&]+/, "code=invented");
    expect(locationOf(await browser.get(invented))).toBe(refusedAs("auth.provider_refused"));
  });

  it.each(["//evil.example", "https://evil.example", "/\\evil.example", "/a b"])(
    "leads to no other site: %j",
    async (next) => {
      const answer = await new Browser(relay).get(`/v1/auth/oidc/google?next=${encodeURIComponent(next)}`);
      expect(await errorCode(answer)).toBe("400 request.invalid");
    },
  );

  it("is added to the account that is signed in, and to no second one", async () => {
    const person = await createPerson(relay);
    const connect = "?next=/settings&connect=true";
    expect((await signInAs("connected", person.browser, connect)).location).toBe(`${APP_ORIGIN}/settings`);
    const account = (await (await person.browser.get("/v1/account")).json()) as Account;
    expect(account.identities).toMatchObject([{ kind: "google" }]);
    const other = await createPerson(relay);
    expect((await signInAs("connected", other.browser, connect)).location).toBe(
      refusedAs("account.identity_taken"),
    );
    expect(await errorCode(await new Browser(relay).get(`/v1/auth/oidc/google${connect}`))).toBe(
      "401 auth.required",
    );
  });
});

describe("signing in with Apple", () => {
  it("comes back with a form, and proves the client with a statement under its key", async () => {
    issuer.person.sub = "apple-person";
    const browser = new Browser(relay);
    const begun = await browser.get("/v1/auth/oidc/apple?next=/");
    expect(new URL(locationOf(begun)).searchParams.get("response_mode")).toBe("form_post");
    const back = new URL(locationOf(await fetch(locationOf(begun), { redirect: "manual" })));
    const posted = await fetch(relay.url + back.pathname, {
      method: "POST",
      redirect: "manual",
      headers: { origin: "https://appleid.apple.com", "content-type": "application/x-www-form-urlencoded" },
      body: `${back.search.slice(1)}&user=%7B%7D`,
    });
    expect(posted.status).toBe(303);
    expect(locationOf(await browser.get(locationOf(posted)))).toBe(`${APP_ORIGIN}/`);
    expect(await sessionOf(browser)).toMatchObject({ method: "apple" });
    const secret = issuer.tokenRequests[0]?.get("client_secret") ?? "";
    expect(decodeProtectedHeader(secret)).toMatchObject({ alg: "ES256", kid: "key" });
    expect(decodeJwt(secret)).toMatchObject({ iss: "team", sub: "apple-client", aud: issuer.url });
  });
});

describe("GET /v1/auth/methods", () => {
  it("names what is set up", async () => {
    expect(await (await fetch(`${relay.url}/v1/auth/methods`)).json()).toEqual({
      methods: ["wallet", "google", "apple"],
    });
    const plain = await startRelay();
    expect(await (await fetch(`${plain.url}/v1/auth/methods`)).json()).toEqual({ methods: ["wallet"] });
    expect(await errorCode(await fetch(`${plain.url}/v1/auth/oidc/google`))).toBe(
      "503 auth.method_unavailable",
    );
    await plain.close();
  });
});
