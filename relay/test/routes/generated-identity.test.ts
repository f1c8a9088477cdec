import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forgetAttempts, type IdentityRelay, startIdentityRelay } from "../helpers/identity.ts";
import { createGenerator, strange } from "../helpers/generated.ts";
import { type Browser, createPerson } from "../helpers/people.ts";
import { testAccount } from "../helpers/relay.ts";
import { signWalletMessage } from "../helpers/wallets.ts";

const { RUNS, SEED, random, oneOf } = createGenerator();
let relay: IdentityRelay;
let browser: Browser;
beforeAll(async () => {
  relay = await startIdentityRelay();
  // Who is asked for a code does not matter here, only that Supabase is not asked a thousand times.
  await relay.stopSupabase();
  ({ browser } = await createPerson(relay));
});
afterAll(() => relay.close());

/** A valid body with up to one thing wrong. */
const spoil = (body: Record<string, unknown>): unknown => {
  const kind = random(10);
  if (kind === 0) return oneOf(strange);
  if (kind === 1) return { ...body, [oneOf(["__proto__", "more", "constructor"])]: oneOf(strange) };
  if (kind < 4) return { ...body, [oneOf(Object.keys(body))]: oneOf(strange) };
  return body;
};

interface Route {
  method: string;
  path: string;
  body: () => Promise<Record<string, unknown>> | Record<string, unknown>;
  /** Answers to valid bodies besides successes: nobody can guess a code. */
  also?: number[];
}

const topics = ["dividends", "sales", "offers", "governance", "studio", "billing", "news"];
const routes: Route[] = [
  { method: "POST", path: "/v1/auth/email", body: () => ({ email: `fan${random(1e9)}@example.org` }) },
  {
    method: "POST",
    path: "/v1/auth/email/confirm",
    body: () =>
      random(2) ? { token: "f".repeat(56) } : { email: `fan${random(1e9)}@example.org`, code: "123456" },
    also: [503],
  },
  { method: "POST", path: "/v1/auth/wallet/nonce", body: () => ({ purpose: oneOf(["sign-in", "link"]) }) },
  {
    method: "POST",
    path: "/v1/auth/wallet",
    body: () => signWalletMessage(browser, testAccount(1 + random(50))),
  },
  { method: "POST", path: "/v1/auth/second-factor", body: () => ({ code: "123456" }), also: [409] },
  {
    method: "PATCH",
    path: "/v1/account/profile",
    body: () => ({ name: `Fan ${random(100)}`, bio: "", avatar: null }),
  },
  {
    method: "PUT",
    path: "/v1/account/notification-settings",
    body: () => ({
      topics: Object.fromEntries(topics.map((topic) => [topic, { email: random(2) === 0, app: true }])),
    }),
  },
  { method: "POST", path: "/v1/account/email", body: () => ({ email: `new${random(1e9)}@example.org` }) },
  {
    method: "POST",
    path: "/v1/account/email/confirm",
    body: () => ({ email: `new${random(1e9)}@example.org`, code: "123456" }),
    also: [503],
  },
  {
    method: "POST",
    path: "/v1/account/wallets",
    body: () => signWalletMessage(browser, testAccount(1_000 + random(1e6)), "link"),
  },
];

describe("generated requests", () => {
  it.each(routes)(
    "meet no failure of ours at $method $path",
    { timeout: 600_000 },
    async ({ method, path, body, also = [] }) => {
      const statuses: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        if (run % 20 === 0) {
          // Signing in as somebody else is among the requests.
          ({ browser } = await createPerson(relay));
          await forgetAttempts(relay);
        }
        const { status } = await browser.request(method, path, spoil(await body()));
        statuses.push(status);
      }
      expect(statuses.filter((status) => status >= 500 && !also.includes(status))).toEqual([]);
      const fine = statuses.filter((status) => status < 400 || also.includes(status)).length;
      expect(fine / statuses.length, `seed ${SEED}`).toBeGreaterThan(0.4);
      expect(statuses.filter((status) => status >= 400).length).toBeGreaterThan(0);
    },
  );

  it("meet no failure of ours at paths with parameters", { timeout: 600_000 }, async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const part = encodeURIComponent(
        typeof oneOf(strange) === "string" ? "x" : JSON.stringify(oneOf(strange)),
      );
      for (const path of [`sessions/${part}`, `wallets/${part}`, `identities/${part}`]) {
        const { status } = await browser.request("DELETE", `/v1/account/${path}`);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }
    }
  });
});
