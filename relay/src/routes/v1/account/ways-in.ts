import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { accountSchema, emailChangeConfirmSchema, identityParamsSchema } from "../../../protocol/account.ts";
import { emailRequestSchema, emailSentSchema, walletProofSchema } from "../../../protocol/auth.ts";
import { addressSchema } from "../../../protocol/pins.ts";
import { readAccount } from "../../../services/identity/account-data.ts";
import { removeIdentity } from "../../../services/identity/accounts.ts";
import { requireEmail } from "../auth/email.ts";
import { failures } from "../auth/sign-in.ts";
import type { IdentityOptions } from "../identity.ts";

const answersAccount = { response: { 200: accountSchema, ...failures } };

export const waysInRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (app, options) => {
  const { database, identity } = options;
  await app.register(walletsRoutes, { database, identity });

  app.post(
    "/email",
    {
      bodyLimit: 2_048,
      schema: {
        summary: "Have a code sent to an address that is to become the account's",
        body: emailRequestSchema,
        response: { 202: emailSentSchema, ...failures },
      },
    },
    async (request, reply) => {
      const { accountId } = await app.requireRecentProof(request);
      return reply
        .status(202)
        .send(await requireEmail(identity.email).request(request.body.email, accountId));
    },
  );

  app.post(
    "/email/confirm",
    {
      bodyLimit: 2_048,
      schema: {
        summary: "Make the address the account's, in place of the one before",
        body: emailChangeConfirmSchema,
        ...answersAccount,
      },
    },
    async (request) => {
      const { accountId } = await app.requireRecentProof(request);
      await requireEmail(identity.email).add(accountId, request.body);
      return readAccount(database, accountId);
    },
  );

  app.delete(
    "/identities/:kind",
    { schema: { summary: "Take a way to sign in away", params: identityParamsSchema, ...answersAccount } },
    async (request) => {
      const { accountId } = await app.requireRecentProof(request);
      await removeIdentity(database, accountId, request.params.kind);
      await identity.postOffice.postSecurity(database, accountId, "sign-in-removed");
      identity.postOffice.wake();
      return readAccount(database, accountId);
    },
  );
};

const walletsRoutes: FastifyPluginAsyncZod<Pick<IdentityOptions, "database" | "identity">> = async (
  app,
  { database, identity: { wallets } },
) => {
  app.post(
    "/wallets",
    {
      bodyLimit: 32_768,
      schema: {
        summary: "Add a wallet that signed a message with a nonce for `link`",
        body: walletProofSchema,
        ...answersAccount,
      },
    },
    async (request) => {
      const { accountId } = await app.requireRecentProof(request);
      await wallets.add(accountId, await wallets.prove(request.body, "link"));
      return readAccount(database, accountId);
    },
  );

  app.delete(
    "/wallets/:address",
    {
      schema: {
        summary: "Take a wallet away from the account",
        params: z.object({ address: addressSchema }),
        ...answersAccount,
      },
    },
    async (request) => {
      const { accountId } = await app.requireRecentProof(request);
      await wallets.remove(accountId, request.params.address);
      return readAccount(database, accountId);
    },
  );
};
