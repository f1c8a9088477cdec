import type { Stripe } from "stripe";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import { type PlanId, planIds, type Plans, type SubscriptionAnswer } from "../../protocol/billing.ts";
import { notify } from "../notifications/notifications.ts";
import { askStripeLater } from "./stripe.ts";

/** Arbitrary: the class of the locks that are taken per subscription. */
const SUBSCRIPTION_LOCKS = 41_708;
export const activeStatuses = ["active", "trialing", "past_due"];

export const readPlans = async (stripe: Stripe): Promise<Plans> => {
  const { data } = await stripe.prices.list({
    ...{ active: true, type: "recurring", lookup_keys: [...planIds], expand: ["data.product"] },
  });
  const plans = data.flatMap(({ lookup_key: key, unit_amount: amount, currency, recurring, product }) => {
    const id = planIds.find((plan) => plan === key);
    const interval = (["month", "year"] as const).find((length) => length === recurring?.interval);
    if (id === undefined || interval === undefined || amount === null) return [];
    const name = typeof product === "object" && !product.deleted ? product.name : "AudiFi";
    return [{ id, name, amount, currency, interval }];
  });
  return { plans: plans.sort((one, other) => planIds.indexOf(one.id) - planIds.indexOf(other.id)) };
};

/** The id of the price that a plan has now; undefined if it is not sold. */
export const findPrice = async (stripe: Stripe, plan: PlanId): Promise<string | undefined> => {
  const { data } = await stripe.prices.list({ active: true, type: "recurring", lookup_keys: [plan] });
  return data[0]?.id;
};

export const readSubscription = async (db: Queryable, accountId: string): Promise<SubscriptionAnswer> => {
  const { rows } = await db.query(
    `select plan, status, extract(epoch from period_end)::int as "periodEnd",
            ends_at_period_end as "endsAtPeriodEnd", status = any($2) as "isActive"
     from relay.subscriptions where account_id = $1
     order by status = any($2) desc, period_end desc nulls last limit 1`,
    [accountId, activeStatuses],
  );
  return { subscription: (rows as NonNullable<SubscriptionAnswer["subscription"]>[])[0] ?? null };
};

/**
 * Brings a subscription to the state that Stripe has now. Events only say that it is time to look, so it does not
 * matter in which order or how often they come. Answers whose notifications are new.
 */
export const syncSubscription = (database: Database, stripe: Stripe, id: string): Promise<string[]> =>
  inTransaction(database, async (client) => {
    // Whoever looks later also writes later.
    await client.query("select pg_advisory_xact_lock($1, hashtext($2))", [SUBSCRIPTION_LOCKS, id]);
    const {
      customer,
      items,
      status,
      cancel_at_period_end: endsAtPeriodEnd,
    } = await askStripeLater(() => stripe.subscriptions.retrieve(id));
    const { rows } = await client.query("select account_id from relay.stripe_customers where customer = $1", [
      typeof customer === "string" ? customer : customer.id,
    ]);
    const [owner] = rows as [{ account_id: string }?];
    if (!owner) return [];
    const [item] = items.data;
    const plan = item?.price.lookup_key ?? "";
    const { rowCount } = await client.query(
      `insert into relay.subscriptions (id, account_id, plan, status, period_end, ends_at_period_end)
       values ($1, $2, $3, $4, to_timestamp($5), $6)
       on conflict (id) do update set plan = excluded.plan, status = excluded.status, updated_at = now(),
         period_end = excluded.period_end, ends_at_period_end = excluded.ends_at_period_end
       where (subscriptions.plan, subscriptions.status, subscriptions.period_end, subscriptions.ends_at_period_end)
         is distinct from (excluded.plan, excluded.status, excluded.period_end, excluded.ends_at_period_end)`,
      [id, owner.account_id, plan, status, item?.current_period_end ?? null, endsAtPeriodEnd],
    );
    if (!rowCount) return [];
    const subject = [id, status, endsAtPeriodEnd, item?.current_period_end].join(":");
    const data = { plan, status, endsAtPeriodEnd: String(endsAtPeriodEnd) };
    const news = { accountId: owner.account_id, topic: "billing" as const, subject, data };
    return notify(client, [{ ...news, kind: "subscription.changed" }]);
  });
