import type { FastifyReply, FastifyRequest } from "fastify";
import type { AccountSession } from "../../../plugins/sessions.ts";
import type { Session, SessionAnswer, SignInMethod } from "../../../protocol/auth.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import type { Opened, Sessions } from "../../../services/identity/sessions.ts";

export const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };

export const describeSession = (session: AccountSession): Session => ({
  id: session.sessionId,
  accountId: session.accountId,
  method: session.method,
  aal: session.aal,
  needsSecondFactor: session.needsSecondFactor,
  stepUp: {
    with: session.hasSecondFactor ? "second-factor" : "sign-in",
    until: session.needsSecondFactor ? null : session.steppedUpUntil,
  },
  refreshBy: session.refreshBy,
  expiresAt: session.expiresAt,
});

/** Puts a session's tokens into cookies and describes it. */
export const answerSession = (reply: FastifyReply, { session, tokens }: Opened): SessionAnswer => {
  reply.server.sessionCookies.set(reply, tokens);
  return { session: describeSession(session) };
};

/**
 * Signs somebody in who proved to be an account's owner. In a session of that account it counts as a new proof; a
 * session of another account makes room.
 */
export const signIn = async (
  { request, reply, sessions }: { request: FastifyRequest; reply: FastifyReply; sessions: Sessions },
  accountId: string,
  method: SignInMethod,
): Promise<SessionAnswer> => {
  const current = await request.server.findSession(request);
  if (current?.accountId === accountId) {
    return { session: describeSession(await sessions.prove(current.sessionId, "sign-in")) };
  }
  if (current) await sessions.end(current.sessionId);
  return answerSession(reply, await sessions.begin(accountId, method, request.headers["user-agent"] ?? ""));
};
