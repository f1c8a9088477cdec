import { generateKeyPairSync } from "node:crypto";
import { toHex } from "viem";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type FakeStripe, startFakeStripe, STRIPE_KEY, WEBHOOK_SECRET } from "./helpers/fake-stripe.ts";
import * as media from "./helpers/media.ts";
import { createPerson } from "./helpers/people.ts";
import { APP_ORIGIN } from "./helpers/config.ts";
import {
  expectPin,
  KUBO_PASSWORD,
  pinFile,
  requestTicket,
  RPC_SECRET,
  sendFile,
  signTicket,
  startRelay,
  testAccount,
  type TestRelay,
} from "./helpers/relay.ts";

const JWT = "eyJhbGciOi.secret-pinata-token.c2lnbmF0dXJl";
const account = testAccount(8);
const wav = media.wav();
let relay: TestRelay;
const answers: string[] = [];
let stripe: FakeStripe;
let totpSecret = "";

const MAIL_PASSWORD = "mail-secret-password";
const GOOGLE_SECRET = "google-secret-of-the-client";
const relayerKey = toHex(0xfeedn, { size: 32 });
const appleKey = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const appleLines = appleKey.split("\n").filter((line) => line !== "" && !line.startsWith("-"));

const surroundings = () => ({
  ...stripe.environment,
  ...{ AUDIFI_RELAY_URL: "http://localhost:8790", AUDIFI_RELAYER_KEY: relayerKey },
  ...{ GOOGLE_CLIENT_ID: "google", GOOGLE_CLIENT_SECRET: GOOGLE_SECRET, GOOGLE_ISSUER: "http://127.0.0.1:1" },
  ...{ APPLE_CLIENT_ID: "apple", APPLE_TEAM_ID: "team", APPLE_KEY_ID: "key", APPLE_PRIVATE_KEY: appleKey },
  ...{ APPLE_ISSUER: "http://127.0.0.1:1", AUDIFI_SMTP_URL: `smtp://user:${MAIL_PASSWORD}@127.0.0.1:1` },
});

/** Everything about money and identity that may go wrong while a secret is in hand. */
const meetSecrets = async (keep: (response: Response) => Promise<unknown>) => {
  const { accountId, browser } = await createPerson(relay);
  await relay.database.query(
    "insert into relay.identities (account_id, kind, subject, email) values ($1, 'email', 'ada', 'ada@example.org')",
    [accountId],
  );
  const begun = (await (await browser.post("/v1/account/second-factor")).json()) as { secret?: string };
  totpSecret = begun.secret ?? "";
  await keep(await browser.post("/v1/account/second-factor/confirm", { code: "000000" }));
  await keep(await fetch(`${relay.url}/v1/billing/plans`));
  stripe.isDown = true;
  await keep(await browser.post("/v1/billing/checkout", { plan: "audifi_supporter_monthly" }));
  await keep(await browser.post("/v1/billing/portal"));
  await keep(
    await fetch(`${relay.url}/v1/webhooks/stripe`, {
      method: "POST",
      headers: { "content-type": "application/json", "stripe-signature": "t=1,v1=ff" },
      body: "{}",
    }),
  );
  for (const provider of ["google", "apple"]) {
    await keep(await fetch(`${relay.url}/v1/auth/oidc/${provider}?next=/`, { redirect: "manual" }));
  }
  await keep(await fetch(`${relay.url}/v1/sponsored/availability?account=${account.address}`));
  // A letter that cannot be sent.
  await browser.request("DELETE", "/v1/account", { confirm: "delete my account" });
  await vi.waitFor(() => expect(relay.logs.join("")).toContain("work of the outbox has to wait"), 60_000);
};

/** Goes through every success and every failure that meets a secret or a person, with the log at its loudest. */
beforeAll(async () => {
  stripe = await startFakeStripe();
  // Pinata has addresses of its own: here a double answers there, and refuses everything.
  const { fetch: send } = globalThis;
  vi.stubGlobal("fetch", (input: string | URL, init?: RequestInit) =>
    send(
      String(input).replace(/^https:\/\/\w+\.pinata\.cloud/, () => relay.second.url),
      init,
    ),
  );
  relay = await startRelay({
    ...surroundings(),
    AUDIFI_LOG_LEVEL: "trace",
    PINATA_JWT: JWT,
    PINATA_GATEWAY: "http://127.0.0.1:1",
  });
  const keep = async (response: Response) => answers.push(await response.text());
  await meetSecrets(keep);
  await expectPin(await pinFile(relay, account, "audio", wav));
  await keep(await fetch(`${relay.url}/v1/pins/quota/${account.address}`));
  await keep(await fetch(`${relay.url}/v1/pins/quota/${account.address}x`));
  await keep(await fetch(`${relay.url}/nowhere/${account.address}`, { headers: { origin: APP_ORIGIN } }));
  const { ticket } = await requestTicket(relay, account, "audio", wav);
  const stranger = await signTicket(testAccount(10), ticket);
  relay.chain.isDown = true;
  await keep(await sendFile(relay, ticket, stranger, wav));
  relay.chain.isDown = false;
  relay.kubo.mode = "down";
  await keep(await sendFile(relay, ticket, await signTicket(account, ticket), wav));
  await keep(await fetch(`${relay.url}/readyz`));
  await relay.database.query("alter table relay.pins rename to pins_away");
  await keep(await fetch(`${relay.url}/v1/pins/quota/${account.address}`));
  await relay.database.query("alter table relay.pins_away rename to pins");
});
afterAll(async () => {
  await relay.close();
  vi.unstubAllGlobals();
  await stripe.close();
});

describe("logs and answers", () => {
  it("were written", () => {
    const text = relay.logs.join("");
    for (const seen of [
      "chain.unavailable",
      "pin.target_unavailable",
      "service.internal",
      "request completed",
    ]) {
      expect(text).toContain(seen);
    }
  });

  it.each([
    ["the key of the RPC", RPC_SECRET],
    ["the password of the pinning node", KUBO_PASSWORD],
    ["the same, encoded", Buffer.from(`user:${KUBO_PASSWORD}`).toString("base64")],
    ["the password of the database", "postgres-secret-password"],
    ["the token of Pinata", JWT],
    ["the key of Stripe", STRIPE_KEY],
    ["the secret of Stripe's webhooks", WEBHOOK_SECRET],
    ["the password of the mail server", MAIL_PASSWORD],
    ["the secret of Google", GOOGLE_SECRET],
    ["the key of Apple", appleLines[0] ?? ""],
    ["the rest of it", appleLines[1] ?? ""],
    ["the key that pays for gas", relayerKey],
    ["the same without its prefix", relayerKey.slice(2)],
    ["whom a letter went to", "ada@example.org"],
    ["an account", account.address],
    ["an account in lower case", account.address.toLowerCase()],
    ["an account without its prefix", account.address.slice(2).toLowerCase()],
    ["where a caller is", "remoteAddress"],
  ])("do not contain %s", (_what, secret) => {
    expect(relay.logs.filter((line) => line.includes(secret))).toEqual([]);
    const own = answers.filter((text) => !text.includes("quota/") && text.includes(secret));
    expect(own).toEqual([]);
  });

  it("do not contain the secret of an authenticator app", () => {
    expect(totpSecret).toMatch(/^[A-Z2-7]{16,}$/);
    expect([...relay.logs, ...answers].filter((text) => text.includes(totpSecret))).toEqual([]);
  });

  it("answer a failure of ours with its request id and no detail", () => {
    const last = JSON.parse(answers.at(-1) ?? "{}") as { error: Record<string, string> };
    expect(last.error).toMatchObject({
      code: "service.internal",
      message: "Something went wrong on our side.",
    });
    expect(relay.logs.some((line) => line.includes(last.error.requestId ?? "none"))).toBe(true);
  });
});
