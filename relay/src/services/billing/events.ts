import type { Stripe } from "stripe";
import { RelayError } from "../../errors.ts";
import { type Database, inTransaction } from "../../plugins/database.ts";
import { enqueue, type Topic } from "../outbox.ts";
import { notificationChannel } from "../live/hub.ts";
import type { Store } from "../store/store.ts";
import { syncOnramp } from "./onramp.ts";
import { syncSubscription } from "./subscriptions.ts";

export const stripeTopic = "stripe-event";

interface Noted {
  type: string;
  objectId: string;
}

/** Checks the signature over the bytes as they came. */
export const readEvent = (stripe: Stripe, body: Buffer, signature: unknown, secret: string): Stripe.Event => {
  try {
    return stripe.webhooks.constructEvent(body, String(signature), secret);
  } catch {
    throw new RelayError("billing.signature_invalid", "The signature is not Stripe's.");
  }
};

/** Of an object or its id; anything that is no id of Stripe's is none. */
const idOf = (value: unknown): string | undefined => {
  const id = typeof value === "string" ? value : (value as { id?: unknown } | null | undefined)?.id;
  return typeof id === "string" && /^\w{1,255}$/.test(id) ? id : undefined;
};

/** What an event says to look at. */
const objectOf = ({ type, data: { object } }: Stripe.Event): string | undefined => {
  const about = object as unknown as Record<string, unknown>;
  if (/^customer\.subscription\./.test(type) || /^crypto\.onramp_session/.test(type)) return idOf(about);
  if (type === "checkout.session.completed") return idOf(about.subscription);
  if (!/^invoice\./.test(type)) return undefined;
  const parent = about.parent as { subscription_details?: { subscription?: unknown } } | null | undefined;
  return idOf(parent?.subscription_details?.subscription ?? about.subscription);
};

/** Writes an event down, once, with the work it makes necessary. Only then may it be acknowledged. */
export const acceptEvent = async (database: Database, event: Stripe.Event): Promise<boolean> => {
  const objectId = objectOf(event);
  return inTransaction(database, async (client) => {
    const { rowCount } = await client.query(
      "insert into relay.stripe_events (id, type, object_id) values ($1, $2, $3) on conflict do nothing",
      [event.id, event.type, objectId ?? ""],
    );
    if (!rowCount || objectId === undefined) return false;
    return enqueue(client, { topic: stripeTopic, key: event.id, payload: { type: event.type, objectId } });
  });
};

/** Works on all events since a time once more. Answers how many there are. */
export const replayEvents = async (database: Database, since: Date): Promise<number> => {
  const { rowCount } = await database.query(
    `with replayed as (
       update relay.stripe_events set replays = replays + 1
       where received_at >= $1 and object_id <> '' returning *
     )
     insert into relay.outbox (topic, key, payload)
     select $2, id || ':' || replays, jsonb_build_object('type', type, 'objectId', object_id) from replayed`,
    [since, stripeTopic],
  );
  return rowCount ?? 0;
};

export const stripeEvents = (database: Database, stripe: Stripe, store: Store): Topic<Noted> => ({
  name: stripeTopic,
  deliver: async ({ payload: { type, objectId } }) => {
    const sync = type.startsWith("crypto.") ? syncOnramp : syncSubscription;
    for (const accountId of await sync(database, stripe, objectId)) {
      await store.publish(notificationChannel, accountId).catch(() => undefined);
    }
  },
});
