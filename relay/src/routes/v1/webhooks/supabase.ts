import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { RelayError } from "../../../errors.ts";
import { isSignedWebhook, type WebhookHeaders } from "../../../services/webhook-signature.ts";
import { failures } from "../auth/sign-in.ts";
import type { IdentityOptions } from "../identity.ts";
import { keepRawBodies } from "./raw-body.ts";

const callSchema = z.object({
  user: z.object({ email: z.email() }),
  email_data: z.object({
    token: z.string().regex(/^\d{6}$/),
    token_hash: z.string().regex(/^[\w-]{20,200}$/),
  }),
});

const readCall = (body: Buffer) => {
  try {
    return callSchema.parse(JSON.parse(body.toString()));
  } catch (cause) {
    throw new RelayError("request.invalid", "This is not a call of the Send Email hook.", { cause });
  }
};

export const supabaseRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (app, { config, identity }) => {
  keepRawBodies(app);

  app.post(
    "/supabase",
    {
      bodyLimit: 65_536,
      schema: {
        summary: "Supabase's Send Email hook",
        description:
          "Signed as Standard Webhooks has it. The letter is written down and sent from the outbox.",
        response: { 200: z.object({}), ...failures },
      },
    },
    async (request) => {
      const secret = config.identity.supabase?.hookSecret;
      if (!identity.email || secret === undefined) {
        throw new RelayError("auth.method_unavailable", "This relay sends no letters.");
      }
      const headers = request.headers as Partial<WebhookHeaders>;
      const body = request.body as Buffer;
      if (!Buffer.isBuffer(body) || !isSignedWebhook(secret, headers, body)) {
        throw new RelayError("webhook.signature_invalid", "The signature is not Supabase's.");
      }
      const { user, email_data: data } = readCall(body);
      const letter = { email: user.email.toLowerCase(), code: data.token, token: data.token_hash };
      await identity.email.post(headers["webhook-id"] ?? "", letter);
      return {};
    },
  );
};
