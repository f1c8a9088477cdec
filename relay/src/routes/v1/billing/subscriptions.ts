import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { RelayError } from "../../../errors.ts";
import {
  checkoutRequestSchema,
  invoicesSchema,
  plansSchema,
  portalRequestSchema,
  redirectSchema,
  subscriptionAnswerSchema,
} from "../../../protocol/billing.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import { ensureCustomer, findCustomer } from "../../../services/billing/customers.ts";
import { askStripe } from "../../../services/billing/stripe.ts";
import { findPrice, readPlans, readSubscription } from "../../../services/billing/subscriptions.ts";
import { remember } from "../../../services/store/store.ts";
import type { BillingOptions } from "../billing.ts";
import { requireStripe } from "./configured.ts";

const PLANS_SECONDS = 60;
const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };

export const subscriptionRoutes: FastifyPluginAsyncZod<BillingOptions> = async (app, options) => {
  const { config, database, store, stripe } = options;
  const [appUrl] = config.appOrigins;
  // Not the options themselves: they carry the prefix.
  const { onEvent } = options;
  await app.register(paidRoutes, { config, database, store, stripe, onEvent });

  app.get(
    "/plans",
    { schema: { summary: "What can be subscribed to", response: { 200: plansSchema, ...failures } } },
    async () => {
      if (!stripe) return { plans: [] };
      return remember(store, "plans", PLANS_SECONDS, () => askStripe(() => readPlans(stripe)));
    },
  );

  app.post(
    "/checkout",
    {
      schema: {
        summary: "Subscribe on Stripe's page",
        body: checkoutRequestSchema,
        response: { 200: redirectSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId } = await app.requireAccount(request);
      const connected = requireStripe(stripe);
      const { plan, returnTo } = request.body;
      const { subscription } = await readSubscription(database, accountId);
      if (subscription?.isActive) {
        throw new RelayError(
          "billing.already_subscribed",
          "You have a subscription. Change it in the portal.",
        );
      }
      return askStripe(async () => {
        const price = await findPrice(connected, plan);
        if (price === undefined)
          throw new RelayError("billing.plan_unknown", "This plan is not sold any more.");
        const { url } = await connected.checkout.sessions.create({
          mode: "subscription",
          customer: await ensureCustomer(database, connected, accountId),
          line_items: [{ price, quantity: 1 }],
          success_url: appUrl + returnTo,
          cancel_url: appUrl + returnTo,
        });
        if (url === null) throw new Error("Stripe gave a checkout without an address.");
        return { url };
      });
    },
  );
};

const paidRoutes: FastifyPluginAsyncZod<BillingOptions> = async (app, { config, database, stripe }) => {
  const [appUrl] = config.appOrigins;

  app.post(
    "/portal",
    {
      schema: {
        summary: "Change card, plan or mind on Stripe's page",
        body: portalRequestSchema,
        response: { 200: redirectSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId } = await app.requireAccount(request);
      const connected = requireStripe(stripe);
      const customer = await findCustomer(database, accountId);
      if (customer === undefined)
        throw new RelayError("billing.no_customer", "You have paid for nothing yet.");
      const session = { customer, return_url: appUrl + request.body.returnTo };
      const { url } = await askStripe(() => connected.billingPortal.sessions.create(session));
      return { url };
    },
  );

  app.get(
    "/subscription",
    {
      schema: {
        summary: "One's subscription",
        response: { 200: subscriptionAnswerSchema, ...failures },
      },
    },
    async (request) => readSubscription(database, (await app.requireAccount(request)).accountId),
  );

  app.get(
    "/invoices",
    { schema: { summary: "One's latest invoices", response: { 200: invoicesSchema, ...failures } } },
    async (request) => {
      const { accountId } = await app.requireAccount(request);
      const customer = await findCustomer(database, accountId);
      if (customer === undefined) return { invoices: [] };
      const { data } = await askStripe(() => requireStripe(stripe).invoices.list({ customer, limit: 24 }));
      return {
        invoices: data.map(({ id, number, created, total, currency, status, hosted_invoice_url: url }) => ({
          ...{ id: id ?? "", number, createdAt: created, amount: total, currency, status, url: url ?? null },
        })),
      };
    },
  );
};
