import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { RelayError } from "../../../errors.ts";
import { maybeSessionAnswerSchema, sessionAnswerSchema } from "../../../protocol/auth.ts";
import type { Sessions } from "../../../services/identity/sessions.ts";
import type { IdentityOptions } from "../identity.ts";
import { answerSession, describeSession, failures } from "./sign-in.ts";

export const sessionRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (
  app,
  { identity: { sessions } },
) => {
  // Not the options themselves: they carry the prefix.
  await app.register(logoutRoutes, { sessions });

  app.get(
    "/session",
    {
      schema: {
        summary: "Who is signed in",
        response: { 200: maybeSessionAnswerSchema, ...failures },
      },
    },
    async (request) => {
      const session = await app.findSession(request);
      return { session: session ? describeSession(session) : null };
    },
  );

  app.post(
    "/refresh",
    {
      config: { signsIn: true },
      schema: {
        summary: "Go on with a session",
        description:
          "Exchanges the refresh token. A token that was exchanged before ends its session, because somebody else has it.",
        response: { 200: sessionAnswerSchema, ...failures },
      },
    },
    async (request, reply) => {
      const token = app.sessionCookies.refreshToken(request);
      if (token === undefined) throw new RelayError("auth.required", "Sign in first.");
      return answerSession(reply, await sessions.refresh(token));
    },
  );
};

const logoutRoutes: FastifyPluginAsyncZod<{ sessions: Sessions }> = async (app, { sessions }) => {
  app.post(
    "/logout",
    {
      config: { signsIn: true },
      schema: { summary: "End this session", response: { 204: z.null(), ...failures } },
    },
    async (request, reply) => {
      const session = await app.findSession(request);
      if (session) await sessions.end(session.sessionId);
      else await sessions.forget(app.sessionCookies.refreshToken(request));
      app.sessionCookies.clear(reply);
      return reply.status(204).send(null);
    },
  );

  app.post(
    "/logout-everywhere",
    {
      schema: {
        summary: "End every session of the account, this one too",
        response: { 204: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      const session = await app.findSession(request);
      if (!session) throw new RelayError("auth.required", "Sign in first.");
      await sessions.endAll(session.accountId);
      app.sessionCookies.clear(reply);
      return reply.status(204).send(null);
    },
  );
};
