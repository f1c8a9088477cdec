import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signedEvent, startFakeStripe, type FakeStripe } from "../helpers/fake-stripe.ts";
import { createGenerator, strange } from "../helpers/generated.ts";
import { createPerson, type Person } from "../helpers/people.ts";
import { startRelay, testAccount, type TestRelay } from "../helpers/relay.ts";

const { RUNS, SEED, random, oneOf } = createGenerator();
const wallet = testAccount(9).address;
let stripe: FakeStripe;
let relay: TestRelay;
let ada: Person;

beforeAll(async () => {
  stripe = await startFakeStripe();
  relay = await startRelay({ ...stripe.environment, AUDIFI_LIVE_PER_CALLER: "0" });
  ada = await createPerson(relay);
  const values = [Buffer.from(wallet.slice(2), "hex"), ada.accountId];
  await relay.database.query("insert into relay.wallets (address, account_id) values ($1, $2)", values);
  const customer = ["cus_generated", ada.accountId];
  await relay.database.query(
    "insert into relay.stripe_customers (customer, account_id) values ($1, $2)",
    customer,
  );
});
afterAll(async () => {
  await relay.close();
  await stripe.close();
});

const expectCalm = (seen: readonly number[]) => {
  expect(seen.filter((status) => status >= 500)).toEqual([]);
  expect(seen.filter((status) => status < 400).length / seen.length, `seed ${SEED}`).toBeGreaterThan(0.4);
  expect(seen.filter((status) => status >= 400).length).toBeGreaterThan(0);
};
const mutate = (body: Record<string, unknown>): Record<string, unknown> =>
  random(10) < 4 ? { ...body, [oneOf([...Object.keys(body), "more"])]: oneOf(strange) } : body;

describe("generated requests", () => {
  it.each([
    [
      "/v1/billing/checkout",
      () => ({ plan: "audifi_supporter_monthly", returnTo: oneOf(["/", "/a/b?c=1#d"]) }),
    ],
    ["/v1/billing/portal", () => ({ returnTo: "/settings" })],
    [
      "/v1/billing/onramp",
      () => ({ wallet, currency: oneOf(["usdc", "native"]), amount: `${1 + random(9)}.${random(99)}` }),
    ],
    ["/v1/live/tickets", () => ({ purpose: "studio" })],
    ["/v1/notifications/read", () => ({ upTo: String(random(1_000)) })],
  ] as const)("meet no failure of ours at POST %s", { timeout: 600_000 }, async (path, valid) => {
    const seen: number[] = [];
    for (let run = 0; run < RUNS; run += 1) seen.push((await ada.browser.post(path, mutate(valid()))).status);
    expectCalm(seen);
  });

  it("meet no failure of ours at the webhook, signed or not", { timeout: 600_000 }, async () => {
    const seen: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const object = mutate({ id: `sub_${run}`, subscription: oneOf(strange), parent: oneOf(strange) });
      const type = oneOf([
        "customer.subscription.updated",
        "invoice.paid",
        "checkout.session.completed",
        "x",
      ]);
      const { payload, signature } = signedEvent(`evt_${run}`, type, object);
      const headers = {
        "content-type": "application/json",
        "stripe-signature": random(4) === 0 ? "t=1,v1=0" : signature,
      };
      seen.push(
        (await fetch(`${relay.url}/v1/webhooks/stripe`, { method: "POST", headers, body: payload })).status,
      );
    }
    expectCalm(seen);
  });

  it("meet no failure of ours at the routes that read", { timeout: 600_000 }, async () => {
    const seen: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const part = random(10) < 4 ? encodeURIComponent(JSON.stringify(oneOf(strange))) : undefined;
      const path = oneOf([
        `/v1/notifications?before=${part ?? run + 1}`,
        `/v1/billing/onramp/availability?currency=${part ?? "usdc"}`,
      ]);
      seen.push((await ada.browser.get(path)).status);
      const abort = new AbortController();
      const query = `about=${part ?? wallet}&transactions=${part ?? `0x${"1".repeat(64)}`}`;
      const headers = { "last-event-id": part ?? `${run}.0123456789abcdef.0/${run}` };
      const stream = await fetch(`${relay.url}/v1/live?${query}`, { headers, signal: abort.signal });
      abort.abort();
      seen.push(stream.status);
    }
    expectCalm(seen);
  });
});
