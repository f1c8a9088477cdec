import type { Stripe } from "stripe";
import type { Queryable } from "../../plugins/database.ts";

export const findCustomer = async (db: Queryable, accountId: string): Promise<string | undefined> => {
  const { rows } = await db.query("select customer from relay.stripe_customers where account_id = $1", [
    accountId,
  ]);
  return (rows as [{ customer: string }?])[0]?.customer;
};

/** The account's customer at Stripe, made at the first need; two requests at once make one. */
export const ensureCustomer = async (db: Queryable, stripe: Stripe, accountId: string): Promise<string> => {
  const known = await findCustomer(db, accountId);
  if (known !== undefined) return known;
  const { rows } = await db.query(
    "select email from relay.identities where account_id = $1 and email is not null order by created_at limit 1",
    [accountId],
  );
  const [identity] = rows as [{ email: string }?];
  const { id } = await stripe.customers.create(
    { metadata: { account: accountId }, ...(identity ? { email: identity.email } : {}) },
    { idempotencyKey: `customer-${accountId}` },
  );
  await db.query(
    "insert into relay.stripe_customers (account_id, customer) values ($1, $2) on conflict do nothing",
    [accountId, id],
  );
  return (await findCustomer(db, accountId)) ?? id;
};
