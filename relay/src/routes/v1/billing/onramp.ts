import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { RelayError } from "../../../errors.ts";
import {
  onrampAvailabilitySchema,
  onrampCurrencySchema,
  onrampRequestSchema,
  onrampSessionSchema,
} from "../../../protocol/billing.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import { isQuoted, networkOf, openOnramp, readOnramp } from "../../../services/billing/onramp.ts";
import { askStripe } from "../../../services/billing/stripe.ts";
import { remember } from "../../../services/store/store.ts";
import type { BillingOptions } from "../billing.ts";
import { requireStripe } from "./configured.ts";

const AVAILABILITY_SECONDS = 60;
const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };

export const onrampRoutes: FastifyPluginAsyncZod<BillingOptions> = async (
  app,
  { config, database, store, stripe },
) => {
  const network = config.stripe && networkOf(config.chainId, config.stripe);

  app.get(
    "/availability",
    {
      schema: {
        summary: "Whether a card can pay",
        description: "To be asked before a button is shown. False also while Stripe is away.",
        querystring: z.object({ currency: onrampCurrencySchema }),
        response: { 200: onrampAvailabilitySchema, ...failures },
      },
    },
    async ({ query: { currency } }) => {
      if (!stripe || !network) return { available: false };
      const available = await remember(store, `onramp:${currency}`, AVAILABILITY_SECONDS, () =>
        isQuoted(stripe, network, currency),
      ).catch(() => false);
      return { available };
    },
  );

  app.post(
    "/",
    {
      schema: {
        summary: "Fill one's own wallet by card",
        body: onrampRequestSchema,
        response: { 200: onrampSessionSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId } = await app.requireAccount(request);
      const connected = requireStripe(stripe);
      if (!network) throw new RelayError("billing.not_configured", "Cards do not pay on this chain.");
      const { wallet, currency, amount } = request.body;
      const order = { accountId, wallet, currency, amount, ip: request.ip };
      return askStripe(() => openOnramp(database, connected, network, order));
    },
  );

  app.get(
    "/:id",
    {
      schema: {
        summary: "Where a payment stands",
        params: z.object({ id: z.string().regex(/^\w{1,100}$/) }),
        response: { 200: onrampSessionSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId } = await app.requireAccount(request);
      return askStripe(() => readOnramp(database, requireStripe(stripe), accountId, request.params.id));
    },
  );
};
