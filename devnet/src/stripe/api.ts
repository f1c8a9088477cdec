import { type Fields, fields, text, texts } from "./form.ts";
import {
  checkoutObject,
  invoiceObject,
  onrampObject,
  priceObject,
  prices,
  subscriptionObject,
} from "./objects.ts";
import { newId, now, type Onramp, type Records } from "./records.ts";

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

interface Call {
  records: Records;
  origin: string;
  form: Fields;
  id: string;
}
type Handler = (call: Call) => object;

const list = (data: object[]) => ({ object: "list", has_more: false, data });

function found<T>(record: T | undefined, id: string): T {
  if (record === undefined) throw new ApiError(404, "resource_missing", `No such object: '${id}'`);
  return record;
}

function createCustomer({ records, form }: Call) {
  const metadata = Object.fromEntries(
    Object.entries(fields(form.metadata)).map(([key, value]) => [key, String(value)]),
  );
  const customer = { id: newId("cus"), email: text(form.email) ?? null, metadata };
  records.data.customers[customer.id] = customer;
  return { ...customer, object: "customer" };
}

/** Ends what the customer has subscribed to, as Stripe does. */
function deleteCustomer({ records: { data }, id }: Call) {
  found(data.customers[id], id);
  delete data.customers[id];
  for (const subscription of Object.values(data.subscriptions)) {
    if (subscription.customer === id) subscription.status = "canceled";
  }
  return { id, object: "customer", deleted: true };
}

function createCheckout({ records, form, origin }: Call) {
  const customer = text(form.customer) ?? "";
  const price = text(fields(fields(form.line_items)["0"]).price) ?? "";
  found(records.data.customers[customer], customer);
  found(
    prices.find(({ id }) => id === price),
    price,
  );
  const urls = { successUrl: text(form.success_url) ?? origin, cancelUrl: text(form.cancel_url) ?? origin };
  const checkout = { id: newId("cs_test"), customer, price, ...urls, subscription: null };
  records.data.checkouts[checkout.id] = checkout;
  return checkoutObject(checkout, origin);
}

function createPortal({ records, form, origin }: Call) {
  const customer = text(form.customer) ?? "";
  found(records.data.customers[customer], customer);
  const portal = { id: newId("bps"), customer, returnUrl: text(form.return_url) ?? origin };
  records.data.portals[portal.id] = portal;
  return { id: portal.id, object: "billing_portal.session", customer, url: `${origin}/portal/${portal.id}` };
}

function createOnramp({ records, form, origin }: Call) {
  const network = text(form.destination_network) ?? "ethereum";
  const wallet = text(fields(form.wallet_addresses)[network]) ?? "";
  const currency = text(form.destination_currency);
  if (network !== "ethereum" || (currency !== "usdc" && currency !== "eth")) {
    throw new ApiError(
      400,
      "crypto_onramp_unsupportable_customer",
      "This currency is not sold on this network.",
    );
  }
  if (!/^0x[0-9a-fA-F]{40}$/.test(wallet))
    throw new ApiError(400, "parameter_invalid", "Invalid wallet address.");
  const session: Onramp = {
    ...{ id: newId("cos"), wallet, currency, network, amount: text(form.destination_amount) ?? null },
    ...{ status: "initialized", transaction: null, created: now() },
  };
  records.data.onramps[session.id] = session;
  return onrampObject(session, origin);
}

const quote = (currency: string, amount: string) => ({
  ...{ id: newId("q"), destination_currency: currency, destination_network: "ethereum" },
  destination_amount: amount,
});

/** By method and path; `:id` is whatever stands there. */
const handlers: Record<string, Handler> = {
  "POST /v1/customers": createCustomer,
  "DELETE /v1/customers/:id": deleteCustomer,
  "GET /v1/prices": ({ form }) => {
    const keys = texts(form.lookup_keys);
    const isExpanded = texts(form.expand).includes("data.product");
    return list(
      prices
        .filter(({ lookupKey }) => keys.length === 0 || keys.includes(lookupKey))
        .map((price) => priceObject(price, isExpanded)),
    );
  },
  "POST /v1/checkout/sessions": createCheckout,
  "GET /v1/subscriptions/:id": ({ records, id }) =>
    subscriptionObject(found(records.data.subscriptions[id], id)),
  "POST /v1/billing_portal/sessions": createPortal,
  "GET /v1/invoices": ({ records, form, origin }) =>
    list(
      Object.values(records.data.invoices)
        .filter(({ customer }) => customer === text(form.customer))
        .sort((one, other) => other.created - one.created)
        .map((invoice) => invoiceObject(invoice, origin)),
    ),
  "POST /v1/crypto/onramp_sessions": createOnramp,
  "GET /v1/crypto/onramp_sessions/:id": ({ records, id, origin }) =>
    onrampObject(found(records.data.onramps[id], id), origin),
  "GET /v1/crypto/onramp_quotes": () => ({
    object: "crypto.onramp.quotes",
    destination_network_quotes: { ethereum: [quote("usdc", "100.00"), quote("eth", "0.04")] },
  }),
};

/** Answers a request of Stripe's API. */
export function callApi(
  records: Records,
  origin: string,
  method: string,
  path: string,
  form: Fields,
  key?: string,
): object {
  const kept = key === undefined ? undefined : records.data.idempotent[key];
  if (kept !== undefined) return JSON.parse(kept) as object;
  const [, parent = "", id = ""] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
  const handler = handlers[`${method} ${path}`] ?? handlers[`${method} ${parent}/:id`];
  if (handler === undefined)
    throw new ApiError(404, "url_invalid", `Unrecognized request URL (${method}: ${path}).`);
  const answer = handler({ records, origin, form, id });
  if (method === "POST") {
    if (key !== undefined) records.data.idempotent[key] = JSON.stringify(answer);
    records.save();
  }
  return answer;
}
