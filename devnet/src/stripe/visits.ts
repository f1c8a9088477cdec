import { type Fields, text } from "./form.ts";
import { checkoutObject, invoiceObject, onrampObject, priceOf, subscriptionObject } from "./objects.ts";
import { checkoutPage, invoicePage, onrampPage, portalPage } from "./pages.ts";
import {
  type Checkout,
  newId,
  now,
  type Onramp,
  type Portal,
  type Records,
  type Subscription,
} from "./records.ts";
import type { Treasury } from "./treasury.ts";
import type { Webhooks } from "./webhooks.ts";

const DAY = 86_400;
const DECLINED = "The card was declined. Try another one.";
const MOST = 100_000;

/** A page, or where to go next. */
export type Visit = { page: string; status?: number } | { location: string };

interface Desk {
  records: Records;
  webhooks: Webhooks;
  treasury: Treasury;
  origin: string;
}

const isAccepted = (form: Fields): boolean =>
  (text(form.card) ?? "").replaceAll(" ", "") === "4242424242424242";

function subscribe({ records, webhooks, origin }: Desk, checkout: Checkout): Visit {
  const { amount, interval } = priceOf(checkout.price);
  const created = now();
  const { customer, price } = checkout;
  const periodEnd = created + (interval === "month" ? 30 : 365) * DAY;
  const id = newId("sub");
  const subscription: Subscription = {
    ...{ id, customer, price, status: "active", cancelAtPeriodEnd: false, created, periodEnd },
  };
  const number = `LOCAL-${String(Object.keys(records.data.invoices).length + 1).padStart(4, "0")}`;
  const invoice = { id: newId("in"), number, customer, subscription: id, total: amount, created };
  records.data.subscriptions[id] = subscription;
  records.data.invoices[invoice.id] = invoice;
  checkout.subscription = id;
  webhooks.send("customer.subscription.created", subscriptionObject(subscription));
  webhooks.send("invoice.paid", invoiceObject(invoice, origin));
  webhooks.send("checkout.session.completed", checkoutObject(checkout, origin));
  return { location: checkout.successUrl };
}

function changeSubscription({ records, webhooks }: Desk, { id, customer }: Portal, form: Fields): Visit {
  const subscription = records.data.subscriptions[text(form.subscription) ?? ""];
  if (subscription?.customer === customer && subscription.status === "active") {
    const wish = text(form.do);
    if (wish === "end") subscription.status = "canceled";
    else subscription.cancelAtPeriodEnd = wish === "cancel";
    const event = wish === "end" ? "customer.subscription.deleted" : "customer.subscription.updated";
    webhooks.send(event, subscriptionObject(subscription));
  }
  return { location: `/portal/${id}` };
}

async function fillWallet(desk: Desk, session: Onramp, form: Fields): Promise<Visit> {
  const amount = text(form.amount) ?? "";
  const tell = () => desk.webhooks.send("crypto.onramp_session.updated", onrampObject(session, desk.origin));
  if (session.status !== "initialized" && session.status !== "requires_payment") {
    return { location: `/onramp/${session.id}` };
  }
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(amount) || Number(amount) <= 0 || Number(amount) > MOST) {
    return { page: onrampPage(session, "This is not an amount that can be bought."), status: 422 };
  }
  if (!isAccepted(form)) {
    session.status = "requires_payment";
    tell();
    return { page: onrampPage(session, DECLINED), status: 402 };
  }
  Object.assign(session, { status: "fulfillment_processing", amount });
  tell();
  try {
    session.transaction = await desk.treasury.deliver(
      session.currency,
      session.wallet as `0x${string}`,
      amount,
    );
    session.status = "fulfillment_complete";
  } catch {
    session.status = "requires_payment";
    tell();
    return {
      page: onrampPage(session, "The chain did not take the delivery. Nothing was charged."),
      status: 503,
    };
  }
  tell();
  return { location: `/onramp/${session.id}` };
}

/** What people see and do on Stripe's own pages. Undefined where there is no such page. */
export async function visit(desk: Desk, path: string, form: Fields | undefined): Promise<Visit | undefined> {
  const { data } = desk.records;
  const [, kind, id = ""] = /^\/(pay|portal|invoice|onramp)\/(\w+)$/.exec(path) ?? [];
  const checkout = kind === "pay" ? data.checkouts[id] : undefined;
  if (checkout) {
    if (checkout.subscription !== null) return { location: checkout.successUrl };
    if (!form) return { page: checkoutPage(checkout) };
    return isAccepted(form)
      ? subscribe(desk, checkout)
      : { page: checkoutPage(checkout, DECLINED), status: 402 };
  }
  const portal = kind === "portal" ? data.portals[id] : undefined;
  if (portal) {
    if (form) return changeSubscription(desk, portal, form);
    const own = <T extends { customer: string }>(all: Record<string, T>) =>
      Object.values(all).filter(({ customer }) => customer === portal.customer);
    return { page: portalPage(portal, own(data.subscriptions), own(data.invoices)) };
  }
  const invoice = kind === "invoice" ? data.invoices[id] : undefined;
  if (invoice) return { page: invoicePage(invoice) };
  const session = kind === "onramp" ? data.onramps[id] : undefined;
  if (!session) return undefined;
  return form ? fillWallet(desk, session, form) : { page: onrampPage(session) };
}
