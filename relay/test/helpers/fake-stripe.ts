import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Stripe } from "stripe";

export const STRIPE_KEY = "sk_test_very_secret_key_of_stripe";
export const WEBHOOK_SECRET = "whsec_very_secret_of_webhooks";

export interface FakeStripe {
  url: string;
  isDown: boolean;
  isSelling: boolean;
  /** By id: customer and status as they are now. */
  subscriptions: Map<string, { customer: string; status: string; cancelAtPeriodEnd?: boolean }>;
  onramps: Map<string, { status: string; wallet: string }>;
  requests: { method: string; path: string; body: URLSearchParams }[];
  environment: Record<string, string>;
  close(): Promise<void>;
}

const PERIOD_END = 1_900_000_000;
const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const price = (key: string) => ({
  ...{ id: `price_${key}`, lookup_key: key, unit_amount: 500, currency: "usd" },
  ...{ recurring: { interval: "month" }, product: { id: "prod_1", name: "Supporter" } },
});

/** Answers what the relay asks of Stripe. */
export const startFakeStripe = async (): Promise<FakeStripe> => {
  let made = 0;
  const answer = (method: string, path: string, body: URLSearchParams): object | undefined => {
    const id = path.split("/").at(-1) ?? "";
    if (method === "DELETE" && path.startsWith("/v1/customers/")) {
      const ended = [...state.subscriptions].filter(([, { customer }]) => customer === id);
      if (ended.length === 0) return undefined;
      for (const [key, { customer }] of ended) state.subscriptions.set(key, { customer, status: "canceled" });
      return { id, deleted: true };
    }
    if (path === "/v1/customers") return { id: `cus_${++made}` };
    if (path === "/v1/prices") return { data: [price("audifi_supporter_monthly")] };
    if (path === "/v1/checkout/sessions") return { id: "cs_1", url: "https://checkout.example/cs_1" };
    if (path === "/v1/billing_portal/sessions") return { id: "bps_1", url: "https://portal.example/bps_1" };
    if (path === "/v1/invoices") {
      const invoice = { id: "in_1", number: "A-1", created: 5, total: 500, currency: "usd", status: "paid" };
      return { data: [{ ...invoice, hosted_invoice_url: "https://invoice.example" }] };
    }
    if (path === "/v1/crypto/onramp_quotes") {
      const quotes = state.isSelling ? [{ destination_currency: "usdc" }] : [];
      return { destination_network_quotes: { ethereum: quotes } };
    }
    if (path === "/v1/crypto/onramp_sessions") {
      const session = { status: "initialized", wallet: body.get("wallet_addresses[ethereum]") ?? "" };
      const newId = `cos_${++made}`;
      state.onramps.set(newId, session);
      return onrampOf(newId);
    }
    if (path.startsWith("/v1/crypto/onramp_sessions/")) return onrampOf(id);
    const subscription = path.startsWith("/v1/subscriptions/") && state.subscriptions.get(id);
    if (!subscription) return undefined;
    const { customer, status, cancelAtPeriodEnd = false } = subscription;
    const items = { data: [{ current_period_end: PERIOD_END, price: price("audifi_supporter_monthly") }] };
    return { id, customer, status, cancel_at_period_end: cancelAtPeriodEnd, items };
  };
  const onrampOf = (id: string) => {
    const session = state.onramps.get(id);
    const details = {
      destination_amount: "50",
      transaction_id: session?.status === "fulfillment_complete" ? "0x1" : null,
    };
    return (
      session && {
        id,
        status: session.status,
        redirect_url: `https://onramp.example/${id}`,
        transaction_details: details,
      }
    );
  };
  const server = createServer((request, response) => {
    void readAll(request).then((text) => {
      if (state.isDown) return response.destroy();
      const url = new URL(request.url ?? "/", "http://stripe");
      const { method = "GET" } = request;
      const body = new URLSearchParams(method === "GET" ? url.search : text);
      state.requests.push({ method, path: url.pathname, body });
      const isKnown = request.headers.authorization === `Bearer ${STRIPE_KEY}`;
      const found = isKnown ? answer(method, url.pathname, body) : undefined;
      response.statusCode = found ? 200 : 404;
      response.setHeader("content-type", "application/json");
      return response.end(
        JSON.stringify(found ?? { error: { type: "invalid_request_error", message: "no such" } }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state: FakeStripe = {
    ...{ url, isDown: false, isSelling: true, requests: [] },
    subscriptions: new Map(),
    onramps: new Map(),
    environment: {
      STRIPE_SECRET_KEY: STRIPE_KEY,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      STRIPE_API_URL: url,
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
};

const signer = new Stripe(STRIPE_KEY);

/** An event as Stripe sends it. */
export const signedEvent = (
  id: string,
  type: string,
  object: object,
  { secret = WEBHOOK_SECRET, timestamp = Math.floor(Date.now() / 1_000) } = {},
) => {
  const payload = JSON.stringify({ id, object: "event", type, created: timestamp, data: { object } });
  const signature = signer.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return { payload, signature };
};
