import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { RelayError } from "../../../errors.ts";
import { isSignedBySendGrid, readSendGridEvents } from "../../../services/mail/sendgrid-events.ts";
import { failures } from "../auth/sign-in.ts";
import type { IdentityOptions } from "../identity.ts";
import { keepRawBodies } from "./raw-body.ts";

const readEvents = (body: Buffer) => {
  try {
    return readSendGridEvents(JSON.parse(body.toString()));
  } catch (cause) {
    throw new RelayError("request.invalid", "This is not a report of SendGrid.", { cause });
  }
};

export const sendGridRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (
  app,
  { config, identity, database },
) => {
  keepRawBodies(app);

  app.post(
    "/sendgrid",
    {
      bodyLimit: 1_048_576,
      schema: {
        summary: "SendGrid's reports of letters",
        description: "Addresses that bounce or complain get no more letters for a while. Signed with ECDSA.",
        response: { 204: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      const key = config.mail?.webhookKey;
      if (key === undefined) throw new RelayError("request.not_found", "SendGrid is not set up here.");
      const body = request.body as Buffer;
      const timestamp = String(request.headers["x-twilio-email-event-webhook-timestamp"]);
      const signature = String(request.headers["x-twilio-email-event-webhook-signature"]);
      if (!Buffer.isBuffer(body) || !isSignedBySendGrid(key, { timestamp, signature, body })) {
        throw new RelayError("webhook.signature_invalid", "The signature is not SendGrid's.");
      }
      for (const { email, reason } of readEvents(body)) {
        await identity.postOffice.suppress(database, email, reason);
      }
      return reply.status(204).send(null);
    },
  );
};
