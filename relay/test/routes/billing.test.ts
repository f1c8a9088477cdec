import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replayEvents } from "../../src/services/billing/events.ts";
import {
  type FakeStripe,
  signedEvent,
  startFakeStripe,
  STRIPE_KEY,
  WEBHOOK_SECRET,
} from "../helpers/fake-stripe.ts";
import { createPerson, type Person } from "../helpers/people.ts";
import { errorCode, startRelay, testAccount, type TestRelay } from "../helpers/relay.ts";

let relay: TestRelay;
let stripe: FakeStripe;
let ada: Person;

beforeEach(async () => {
  stripe = await startFakeStripe();
  relay = await startRelay({ ...stripe.environment, AUDIFI_LOG_LEVEL: "debug" });
  ada = await createPerson(relay);
});
afterEach(async () => {
  await relay.close();
  await stripe.close();
});

const send = ({ payload, signature }: { payload: string; signature: string }) =>
  fetch(`${relay.url}/v1/webhooks/stripe`, {
    method: "POST",
    headers: { "content-type": "application/json", "stripe-signature": signature },
    body: payload,
  });
/** As Stripe does it: what a busy relay does not take is sent again. */
const deliver = (event: { payload: string; signature: string }) =>
  expect.poll(async () => (await send(event)).status, { interval: 500 }).toBe(204);
const count = async (sql: string): Promise<number> => {
  const { rows } = await relay.database.query(`select count(*)::int as count from ${sql}`);
  return (rows as [{ count: number }])[0].count;
};
const pending = () => count("relay.outbox where topic = 'stripe-event' and done_at is null");
const makeDue = () => relay.database.query("update relay.outbox set next_attempt_at = now()");
const becomeCustomer = async (customer = "cus_known") => {
  const values = [ada.accountId, customer];
  await relay.database.query(
    "insert into relay.stripe_customers (account_id, customer) values ($1, $2)",
    values,
  );
};
const subscription = async () => {
  const answer = await ada.browser.get("/v1/billing/subscription");
  return ((await answer.json()) as { subscription: Record<string, unknown> | null }).subscription;
};

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, index) =>
        permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
      );

describe("POST /v1/webhooks/stripe", () => {
  it.each([
    ["another secret", signedEvent("evt_1", "invoice.paid", {}, { secret: "whsec_of_somebody_else_xx" })],
    ["a signature of long ago", signedEvent("evt_1", "invoice.paid", {}, { timestamp: 1_700_000_000 })],
    ["no signature", { payload: "{}", signature: "" }],
    ["an empty secret", signedEvent("evt_1", "invoice.paid", {}, { secret: " " })],
    ["nothing", { payload: "", signature: signedEvent("evt_1", "a", {}).signature }],
    ["another body", { ...signedEvent("evt_1", "invoice.paid", {}), payload: '{"id":"evt_2"}' }],
  ])("refuses %s and writes nothing down", async (_what, event) => {
    expect(await errorCode(await send(event))).toBe("401 billing.signature_invalid");
    expect(await count("relay.stripe_events")).toBe(0);
  });

  it("has one effect, however often an event comes", async () => {
    await becomeCustomer();
    stripe.subscriptions.set("sub_1", { customer: "cus_known", status: "active" });
    const event = signedEvent("evt_1", "customer.subscription.created", { id: "sub_1" });
    await Promise.all(Array.from({ length: 8 }, () => deliver(event)));
    await expect
      .poll(subscription)
      .toMatchObject({ status: "active", isActive: true, periodEnd: 1_900_000_000 });
    expect([
      await count("relay.stripe_events"),
      await count("relay.outbox where topic = 'stripe-event'"),
    ]).toEqual([1, 1]);
    expect(await count("relay.notifications")).toBe(1);
  });

  it("ends in one state with five events in every order", { timeout: 600_000 }, async () => {
    await becomeCustomer();
    const told = [
      ["customer.subscription.created", (id: string) => ({ id, status: "incomplete" })],
      ["customer.subscription.updated", (id: string) => ({ id, status: "active" })],
      ["checkout.session.completed", (id: string) => ({ id: "cs_1", subscription: id })],
      [
        "invoice.paid",
        (id: string) => ({ id: "in_1", parent: { subscription_details: { subscription: id } } }),
      ],
      ["customer.subscription.deleted", (id: string) => ({ id, status: "canceled" })],
    ] as const;
    const orders = permutations(told);
    expect(orders).toHaveLength(120);
    await Promise.all(
      orders.map(async (order, index) => {
        const id = `sub_${index}`;
        // What Stripe answers when it is asked is what came last in truth, not what arrived last.
        stripe.subscriptions.set(id, { customer: "cus_known", status: "canceled" });
        for (const [type, object] of order) {
          await deliver(signedEvent(`evt_${id}_${type}`, type, object(id)));
        }
      }),
    );
    await expect.poll(pending, { timeout: 300_000, interval: 500 }).toBe(0);
    const { rows } = await relay.database.query("select distinct status, plan from relay.subscriptions");
    expect(rows).toEqual([{ status: "canceled", plan: "audifi_supporter_monthly" }]);
    expect(await count("relay.subscriptions")).toBe(120);
  });

  it("keeps an acknowledged event until Stripe can be asked, and works on it again when told to", async () => {
    await becomeCustomer();
    stripe.subscriptions.set("sub_1", { customer: "cus_known", status: "active" });
    stripe.isDown = true;
    await deliver(signedEvent("evt_1", "customer.subscription.created", { id: "sub_1" }));
    await expect.poll(() => relay.logs.join("")).toContain("has to wait");
    expect([await pending(), await subscription()]).toEqual([1, null]);
    stripe.isDown = false;
    await makeDue();
    await expect.poll(subscription).toMatchObject({ status: "active" });

    stripe.subscriptions.set("sub_1", { customer: "cus_known", status: "canceled" });
    expect(await replayEvents(relay.database, new Date(0))).toBe(1);
    await expect.poll(subscription).toMatchObject({ status: "canceled", isActive: false });
  });

  it("leaves other people's customers alone", async () => {
    stripe.subscriptions.set("sub_1", { customer: "cus_stranger", status: "active" });
    await deliver(signedEvent("evt_1", "customer.subscription.created", { id: "sub_1" }));
    await expect.poll(pending).toBe(0);
    expect(await count("relay.subscriptions")).toBe(0);
  });
});

describe("subscriptions", () => {
  it("are shown to everybody and bought by those who are signed in", async () => {
    expect(await (await fetch(`${relay.url}/v1/billing/plans`)).json()).toEqual({
      plans: [
        {
          id: "audifi_supporter_monthly",
          name: "Supporter",
          amount: 500,
          currency: "usd",
          interval: "month",
        },
      ],
    });
    const body = { plan: "audifi_supporter_monthly", returnTo: "/settings/billing?paid=1" };
    const answers = await Promise.all([
      ada.browser.post("/v1/billing/checkout", body),
      ada.browser.post("/v1/billing/checkout", body),
    ]);
    for (const answer of answers)
      expect(await answer.json()).toEqual({ url: "https://checkout.example/cs_1" });
    const { body: sent } = stripe.requests.findLast(({ path }) => path === "/v1/checkout/sessions") ?? {};
    expect(sent?.get("success_url")).toBe("http://127.0.0.1:5173/settings/billing?paid=1");
    expect(await count("relay.stripe_customers")).toBe(1);
  });

  it.each(["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""])(
    "send nobody back to %s",
    async (returnTo) => {
      const answer = await ada.browser.post("/v1/billing/checkout", {
        plan: "audifi_supporter_monthly",
        returnTo,
      });
      expect(await errorCode(answer)).toBe("400 request.invalid");
    },
  );

  it("are changed in the portal, with invoices, once there is one", async () => {
    const open = () => ada.browser.post("/v1/billing/portal", { returnTo: "/settings" });
    expect(await errorCode(await open())).toBe("409 billing.no_customer");
    expect(await (await ada.browser.get("/v1/billing/invoices")).json()).toEqual({ invoices: [] });
    await becomeCustomer();
    expect(await (await open()).json()).toEqual({ url: "https://portal.example/bps_1" });
    expect(await (await ada.browser.get("/v1/billing/invoices")).json()).toMatchObject({
      invoices: [{ number: "A-1", amount: 500, status: "paid" }],
    });
  });

  it("are not bought twice", async () => {
    await becomeCustomer();
    stripe.subscriptions.set("sub_1", { customer: "cus_known", status: "active" });
    await deliver(signedEvent("evt_1", "customer.subscription.created", { id: "sub_1" }));
    await expect.poll(subscription).not.toBeNull();
    const body = { plan: "audifi_supporter_monthly", returnTo: "/" };
    expect(await errorCode(await ada.browser.post("/v1/billing/checkout", body))).toBe(
      "409 billing.already_subscribed",
    );
  });

  it("fail clearly while Stripe is away, without telling its key", async () => {
    stripe.isDown = true;
    const body = { plan: "audifi_supporter_monthly", returnTo: "/" };
    const answer = await ada.browser.post("/v1/billing/checkout", body);
    expect(answer.headers.get("retry-after")).toBe("10");
    expect(await errorCode(answer)).toBe("503 billing.unavailable");
    await deliver(signedEvent("evt_1", "customer.subscription.created", { id: "sub_none" }));
    await expect.poll(() => relay.logs.join("")).toContain("has to wait");
    for (const secret of [STRIPE_KEY, WEBHOOK_SECRET]) expect(relay.logs.join("")).not.toContain(secret);
  });
});

describe("on-ramp", () => {
  const wallet = testAccount(5).address.toLowerCase();
  const link = () =>
    relay.database.query("insert into relay.wallets (address, account_id) values ($1, $2)", [
      Buffer.from(wallet.slice(2), "hex"),
      ada.accountId,
    ]);
  const available = async (currency: string) => {
    const answer = await fetch(`${relay.url}/v1/billing/onramp/availability?currency=${currency}`);
    return ((await answer.json()) as { available: boolean }).available;
  };

  it("is offered for what Stripe sells, and not while it is away", async () => {
    expect([await available("usdc"), await available("native")]).toEqual([true, false]);
    await relay.close();
    relay = await startRelay(stripe.environment);
    stripe.isDown = true;
    expect(await available("usdc")).toBe(false);
    stripe.isDown = false;
    expect(await available("usdc")).toBe(true);
  });

  it("fills the account's own wallets only, and tells when it has", async () => {
    const buy = () => ada.browser.post("/v1/billing/onramp", { wallet, currency: "usdc", amount: "12.5" });
    expect(await errorCode(await buy())).toBe("403 billing.wallet_not_linked");
    await link();
    const session = (await (await buy()).json()) as { id: string };
    expect(session).toMatchObject({ status: "initialized", url: expect.stringContaining("onramp.example") });
    const { body } =
      stripe.requests.findLast(({ method, path }) => method === "POST" && path.endsWith("onramp_sessions")) ??
      {};
    expect(body?.get("wallet_addresses[ethereum]")).toBe(wallet);
    expect(body?.get("lock_wallet_address")).toBe("true");
    expect(body?.get("destination_amount")).toBe("12.5");

    const ben = await createPerson(relay);
    expect(await errorCode(await ben.browser.get(`/v1/billing/onramp/${session.id}`))).toBe(
      "404 billing.session_unknown",
    );
    stripe.onramps.set(session.id, { status: "fulfillment_complete", wallet });
    const event = signedEvent("evt_9", "crypto.onramp_session.updated", { id: session.id });
    await send(event);
    await expect.poll(() => count("relay.notifications where kind = 'onramp.delivered'")).toBe(1);
    expect(await (await ada.browser.get(`/v1/billing/onramp/${session.id}`)).json()).toMatchObject({
      ...{ status: "fulfillment_complete", url: null, transaction: "0x1" },
    });
  });

  it.each(["0", "0.0", "-1", "1e3", "", "1.0000000000000000001", "99999999999"])(
    "refuses the amount %s",
    async (amount) => {
      await link();
      const answer = await ada.browser.post("/v1/billing/onramp", { wallet, currency: "usdc", amount });
      expect(await errorCode(answer)).toBe("400 request.invalid");
    },
  );
});

describe("a relay without Stripe", () => {
  it("offers nothing and says so", async () => {
    await relay.close();
    relay = await startRelay();
    ada = await createPerson(relay);
    expect(await (await fetch(`${relay.url}/v1/billing/plans`)).json()).toEqual({ plans: [] });
    const availability = await fetch(`${relay.url}/v1/billing/onramp/availability?currency=usdc`);
    expect(await availability.json()).toEqual({ available: false });
    const body = { plan: "audifi_supporter_monthly", returnTo: "/" };
    expect(await errorCode(await ada.browser.post("/v1/billing/checkout", body))).toBe(
      "503 billing.not_configured",
    );
    expect(await errorCode(await send(signedEvent("evt_1", "invoice.paid", {})))).toBe(
      "503 billing.not_configured",
    );
  });

  it("does not start with a key and no secret for its webhooks", async () => {
    await relay.close();
    const half = startRelay({ STRIPE_SECRET_KEY: STRIPE_KEY });
    await expect(half).rejects.toThrow("STRIPE_WEBHOOK_SECRET must be set where STRIPE_SECRET_KEY is");
    await expect(startRelay({ STRIPE_SECRET_KEY: STRIPE_KEY, STRIPE_WEBHOOK_SECRET: "" })).rejects.toThrow(
      "must be set",
    );
    relay = await startRelay();
  });
});

describe("DELETE /v1/account", () => {
  const leave = () => ada.browser.request("DELETE", "/v1/account", { confirm: "delete my account" });
  const owed = () => count("relay.outbox where topic = 'stripe-farewell' and done_at is null");

  it("ends the subscription at Stripe, once Stripe answers", async () => {
    await becomeCustomer();
    stripe.subscriptions.set("sub_1", { customer: "cus_known", status: "active" });
    stripe.subscriptions.set("sub_2", { customer: "cus_other", status: "active" });
    stripe.isDown = true;
    expect((await leave()).status).toBeLessThan(300);
    expect(stripe.subscriptions.get("sub_1")?.status).toBe("active");
    stripe.isDown = false;
    await expect
      .poll(
        async () => {
          await makeDue();
          return owed();
        },
        { interval: 500 },
      )
      .toBe(0);
    expect(stripe.subscriptions.get("sub_1")?.status).toBe("canceled");
    expect(stripe.subscriptions.get("sub_2")?.status).toBe("active");
  });

  it("takes a customer that Stripe does not know any more for gone", async () => {
    await becomeCustomer("cus_gone");
    expect((await leave()).status).toBeLessThan(300);
    await expect.poll(owed).toBe(0);
  });

  it("asks nothing of Stripe for who never paid", async () => {
    expect((await leave()).status).toBeLessThan(300);
    expect(await count("relay.outbox where topic = 'stripe-farewell'")).toBe(0);
  });
});
