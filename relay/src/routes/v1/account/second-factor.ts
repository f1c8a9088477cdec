import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  recoveryCodesSchema,
  secondFactorCodeSchema,
  secondFactorSetupSchema,
} from "../../../protocol/account.ts";
import { readAccount } from "../../../services/identity/account-data.ts";
import { failures } from "../auth/sign-in.ts";
import type { IdentityOptions } from "../identity.ts";

export const secondFactorSetupRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (app, options) => {
  const { database, identity } = options;
  const { secondFactor, sessions } = identity;

  app.post(
    "/second-factor",
    {
      schema: {
        summary: "Begin to set up an authenticator app",
        description: "Has no effect until a code of the app is confirmed. Needs a recent proof.",
        response: { 200: secondFactorSetupSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId } = await app.requireRecentProof(request);
      const { email, wallets } = await readAccount(database, accountId);
      return secondFactor.setUp(accountId, email ?? wallets[0]?.address ?? "account");
    },
  );

  app.post(
    "/second-factor/confirm",
    {
      bodyLimit: 1_024,
      schema: {
        summary: "Switch the second factor on",
        body: secondFactorCodeSchema,
        response: { 200: recoveryCodesSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId, sessionId } = await app.requireRecentProof(request);
      const recoveryCodes = await secondFactor.confirm(accountId, request.body.code);
      await sessions.prove(sessionId, "second-factor");
      return { recoveryCodes };
    },
  );

  app.post(
    "/second-factor/recovery-codes",
    {
      schema: {
        summary: "New recovery codes, in place of those before",
        response: { 200: recoveryCodesSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId } = await app.requireRecentProof(request);
      return { recoveryCodes: await secondFactor.renewCodes(accountId) };
    },
  );

  app.delete(
    "/second-factor",
    { schema: { summary: "Switch the second factor off", response: { 204: z.null(), ...failures } } },
    async (request, reply) => {
      const { accountId } = await app.requireRecentProof(request);
      await secondFactor.switchOff(accountId);
      return reply.status(204).send(null);
    },
  );
};
