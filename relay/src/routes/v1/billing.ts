import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Stripe } from "stripe";
import type { Database } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import type { Store } from "../../services/store/store.ts";
import { onrampRoutes } from "./billing/onramp.ts";
import { subscriptionRoutes } from "./billing/subscriptions.ts";
import { stripeWebhookRoutes } from "./billing/webhook.ts";

export interface BillingOptions {
  config: Config;
  database: Database;
  store: Store;
  /** Undefined where nothing can be paid. */
  stripe: Stripe | undefined;
  /** Called when there is an event to work on. */
  onEvent(): void;
}

export const registerBilling = async (app: FastifyInstance, options: BillingOptions): Promise<void> => {
  const zodApp = app.withTypeProvider<ZodTypeProvider>();
  await zodApp.register(subscriptionRoutes, { prefix: "/v1/billing", ...options });
  await zodApp.register(onrampRoutes, { prefix: "/v1/billing/onramp", ...options });
  await zodApp.register(stripeWebhookRoutes, { prefix: "/v1/webhooks/stripe", ...options });
};
