import { Stripe } from "stripe";
import type { Farewell } from "../identity/account-data.ts";
import { enqueue, type Topic } from "../outbox.ts";
import { findCustomer } from "./customers.ts";
import { askStripeLater } from "./stripe.ts";

const topic = "stripe-farewell";

/** Nobody pays for an account that is gone: written down with its deletion, done as soon as Stripe answers. */
export const leaveStripe: Farewell = async (db, accountId) => {
  const customer = await findCustomer(db, accountId);
  if (customer === undefined) return;
  await enqueue(db, { topic, key: customer, payload: { customer } });
};

const isGone = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && error.statusCode === 404;

/** Deleting a customer ends its subscriptions at once, and has Stripe forget the address. */
export const farewellTopic = (stripe: Stripe): Topic<{ customer: string }> => ({
  name: topic,
  deliver: ({ payload: { customer } }) =>
    askStripeLater(async () => {
      try {
        await stripe.customers.del(customer);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    }),
});
