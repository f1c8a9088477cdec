import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { RelayError } from "../../../errors.ts";
import { callerKey } from "../../../plugins/security.ts";
import {
  emailConfirmSchema,
  emailRequestSchema,
  emailSentSchema,
  sessionAnswerSchema,
} from "../../../protocol/auth.ts";
import type { EmailSignIn } from "../../../services/identity/email-sign-in.ts";
import type { IdentityOptions } from "../identity.ts";
import { failures, signIn } from "./sign-in.ts";

/** Addresses one caller may have letters sent to. */
const perCaller = { kind: "letters of a caller", most: 20, windowSeconds: 3_600 };

export const requireEmail = (email: EmailSignIn | undefined): EmailSignIn => {
  if (email) return email;
  throw new RelayError("auth.method_unavailable", "This relay sends no letters.");
};

export const emailRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (app, { config, identity }) => {
  const { sessions, attempts } = identity;

  app.post(
    "/email",
    {
      bodyLimit: 2_048,
      config: { signsIn: true },
      schema: {
        summary: "Have a letter sent with a link and a code to sign in with",
        description: "The answer is the same for addresses that have an account and such that have none.",
        body: emailRequestSchema,
        response: { 202: emailSentSchema, ...failures },
      },
    },
    async (request, reply) => {
      const email = requireEmail(identity.email);
      if (config.rateLimit > 0) await attempts.count(perCaller, callerKey(request.ip));
      return reply.status(202).send(await email.request(request.body.email));
    },
  );

  app.post(
    "/email/confirm",
    {
      bodyLimit: 2_048,
      config: { signsIn: true },
      schema: {
        summary: "Sign in with the letter's link or code",
        description:
          "The link opens a page of the app; only its button comes here, so that programs which follow links in letters use nothing up.",
        body: emailConfirmSchema,
        response: { 200: sessionAnswerSchema, ...failures },
      },
    },
    async (request, reply) => {
      const accountId = await requireEmail(identity.email).enter(request.body);
      return signIn({ request, reply, sessions }, accountId, "email");
    },
  );
};
