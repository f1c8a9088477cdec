import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { accountDeletionSchema } from "../../../protocol/account.ts";
import { deleteAccount, exportAccount } from "../../../services/identity/account-data.ts";
import { failures } from "../auth/sign-in.ts";
import type { IdentityOptions } from "../identity.ts";

export const accountDataRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (
  app,
  { database, identity },
) => {
  const { postOffice, farewells } = identity;

  app.get(
    "/export",
    {
      schema: {
        summary: "Everything that is kept about the account",
        response: {
          200: z.record(z.string(), z.unknown()).meta({ description: "By table; secrets are left out" }),
          ...failures,
        },
      },
    },
    async (request, reply) => {
      const { accountId } = await app.requireAccount(request);
      reply.header("content-disposition", 'attachment; filename="audifi-account.json"');
      return exportAccount(database, accountId);
    },
  );

  app.delete(
    "",
    {
      bodyLimit: 1_024,
      schema: {
        summary: "Delete the account and all that is kept about it",
        description: "What is on chain belongs to the wallet and stays. Needs a recent proof.",
        body: accountDeletionSchema,
        response: { 204: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      const { accountId } = await app.requireRecentProof(request);
      await deleteAccount({ database, postOffice, farewells }, accountId);
      app.sessionCookies.clear(reply);
      return reply.status(204).send(null);
    },
  );
};
