import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { errorBodySchema } from "../../../protocol/errors.ts";
import { acceptEvent, readEvent } from "../../../services/billing/events.ts";
import type { BillingOptions } from "../billing.ts";
import { keepRawBodies } from "../webhooks/raw-body.ts";
import { requireStripe } from "./configured.ts";

export const stripeWebhookRoutes: FastifyPluginAsyncZod<BillingOptions> = async (
  app,
  { config, database, stripe, onEvent },
) => {
  keepRawBodies(app);

  app.post(
    "/",
    {
      bodyLimit: 1_048_576,
      // Stripe sends as much as there is to tell; whoever forges is refused before anything is looked up.
      config: { rateLimit: false },
      schema: {
        summary: "Stripe's events",
        description:
          "Signed by Stripe. An event is acknowledged once it is written down, and has one effect.",
        response: { 204: z.null(), "4xx": errorBodySchema, "5xx": errorBodySchema },
      },
    },
    async (request, reply) => {
      const connected = requireStripe(stripe);
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const signature = request.headers["stripe-signature"];
      const event = readEvent(connected, body, signature, config.stripe?.webhookSecret ?? "");
      if (await acceptEvent(database, event)) onEvent();
      return reply.status(204).send(null);
    },
  );
};
