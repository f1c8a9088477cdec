import { type Checkout, type Invoice, type Onramp, type Subscription } from "./records.ts";

export interface Price {
  id: string;
  lookupKey: string;
  amount: number;
  interval: "month" | "year";
}

export const prices: readonly Price[] = [
  { id: "price_local_monthly", lookupKey: "audifi_supporter_monthly", amount: 500, interval: "month" },
  { id: "price_local_yearly", lookupKey: "audifi_supporter_yearly", amount: 5_000, interval: "year" },
];

export const priceOf = (id: string): Price => prices.find((price) => price.id === id) ?? (prices[0] as Price);

const product = { id: "prod_local", object: "product", active: true, name: "Supporter" };

/** Objects as Stripe's API has them, as far as anybody asks. */
export const priceObject = ({ id, lookupKey, amount, interval }: Price, isExpanded: boolean) => ({
  ...{ id, object: "price", active: true, currency: "usd", type: "recurring", unit_amount: amount },
  lookup_key: lookupKey,
  recurring: { interval, interval_count: 1 },
  product: isExpanded ? product : product.id,
});

export const subscriptionObject = (subscription: Subscription) => {
  const { id, customer, status, cancelAtPeriodEnd, created, periodEnd, price } = subscription;
  const item = { id: `si_${id}`, object: "subscription_item", current_period_end: periodEnd, quantity: 1 };
  return {
    ...{ id, object: "subscription", customer, status, created, cancel_at_period_end: cancelAtPeriodEnd },
    items: { object: "list", data: [{ ...item, price: priceObject(priceOf(price), false) }] },
  };
};

export const checkoutObject = (checkout: Checkout, origin: string) => ({
  ...{ id: checkout.id, object: "checkout.session", mode: "subscription", customer: checkout.customer },
  subscription: checkout.subscription,
  status: checkout.subscription === null ? "open" : "complete",
  payment_status: checkout.subscription === null ? "unpaid" : "paid",
  url: checkout.subscription === null ? `${origin}/pay/${checkout.id}` : null,
});

export const invoiceObject = (invoice: Invoice, origin: string) => ({
  ...{ id: invoice.id, object: "invoice", number: invoice.number, customer: invoice.customer },
  ...{ created: invoice.created, total: invoice.total, currency: "usd", status: "paid" },
  hosted_invoice_url: `${origin}/invoice/${invoice.id}`,
  parent: {
    type: "subscription_details",
    subscription_details: { subscription: invoice.subscription },
  },
});

export const onrampObject = (session: Onramp, origin: string) => ({
  ...{ id: session.id, object: "crypto.onramp_session", created: session.created, livemode: false },
  client_secret: `${session.id}_secret_local`,
  redirect_url: `${origin}/onramp/${session.id}`,
  status: session.status,
  transaction_details: {
    destination_amount: session.amount,
    destination_currency: session.currency,
    destination_network: session.network,
    lock_wallet_address: true,
    transaction_id: session.transaction,
    wallet_address: session.wallet,
  },
});
