import type {
  Invoices,
  OnrampCurrency,
  OnrampSession,
  PlanId,
  Plans,
  SubscriptionAnswer,
} from "@audifi/relay/protocol";
import type { Answer } from "#lib/format/answer.ts";
import type { Hex } from "#lib/format/network.ts";
import { ask } from "./ask.ts";

export type { OnrampCurrency, OnrampSession, PlanId };
export type Plan = Plans["plans"][number];
export type Subscription = NonNullable<SubscriptionAnswer["subscription"]>;
export type Invoice = Invoices["invoices"][number];

const BILLING = "/v1/billing";
const POST = "POST";

export function listPlans(relayUrl: string): Promise<Answer<Plans>> {
  return ask(relayUrl, `${BILLING}/plans`);
}

export function readSubscription(relayUrl: string): Promise<Answer<SubscriptionAnswer>> {
  return ask(relayUrl, `${BILLING}/subscription`);
}

/** Where a plan is paid for; the browser goes there and comes back to a page of the app. */
export function beginCheckout(
  relayUrl: string,
  plan: PlanId,
  returnTo: string,
): Promise<Answer<{ url: string }>> {
  return ask(relayUrl, `${BILLING}/checkout`, { method: POST, body: { plan, returnTo } });
}

/** Where cards are changed and subscriptions ended. */
export function openPortal(relayUrl: string, returnTo: string): Promise<Answer<{ url: string }>> {
  return ask(relayUrl, `${BILLING}/portal`, { method: POST, body: { returnTo } });
}

export function listInvoices(relayUrl: string): Promise<Answer<Invoices>> {
  return ask(relayUrl, `${BILLING}/invoices`);
}

/** Whether a card can buy this currency on this chain now. */
export function readOnramp(
  relayUrl: string,
  currency: OnrampCurrency,
): Promise<Answer<{ available: boolean }>> {
  return ask(relayUrl, `${BILLING}/onramp/availability?currency=${currency}`);
}

export interface OnrampOrder {
  /** A wallet of the account: nothing is delivered elsewhere. */
  readonly wallet: Hex;
  readonly currency: OnrampCurrency;
  /** A decimal, such as "12.5". */
  readonly amount: string;
}

export function beginOnramp(relayUrl: string, order: OnrampOrder): Promise<Answer<OnrampSession>> {
  return ask(relayUrl, `${BILLING}/onramp`, { method: POST, body: order });
}

export function readOnrampSession(relayUrl: string, id: string): Promise<Answer<OnrampSession>> {
  return ask(relayUrl, `${BILLING}/onramp/${id}`);
}
