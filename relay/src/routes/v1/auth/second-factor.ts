import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { RelayError } from "../../../errors.ts";
import { secondFactorSchema, sessionAnswerSchema } from "../../../protocol/auth.ts";
import type { IdentityOptions } from "../identity.ts";
import { describeSession, failures } from "./sign-in.ts";

export const secondFactorRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (app, { identity }) => {
  app.post(
    "/second-factor",
    {
      bodyLimit: 1_024,
      schema: {
        summary: "Give the second factor",
        description: "Completes a sign-in, and opens sensitive actions for ten minutes.",
        body: secondFactorSchema,
        response: { 200: sessionAnswerSchema, ...failures },
      },
    },
    async (request) => {
      const session = await app.findSession(request);
      if (!session) throw new RelayError("auth.required", "Sign in first.");
      await identity.secondFactor.prove(session.accountId, request.body);
      return { session: describeSession(await identity.sessions.prove(session.sessionId, "second-factor")) };
    },
  );
};
