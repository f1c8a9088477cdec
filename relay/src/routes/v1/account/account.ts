import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  accountProfileSchema,
  accountSchema,
  accountSessionsSchema,
  notificationSettingsSchema,
  profileChangeSchema,
} from "../../../protocol/account.ts";
import {
  changeProfile,
  readAccount,
  readSettings,
  writeSettings,
} from "../../../services/identity/account-data.ts";
import { failures } from "../auth/sign-in.ts";
import type { IdentityOptions } from "../identity.ts";

export const accountRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (app, { database, identity }) => {
  await app.register(settingsRoutes, { database });

  app.get(
    "",
    { schema: { summary: "The account that is signed in", response: { 200: accountSchema, ...failures } } },
    async (request) => readAccount(database, (await app.requireAccount(request)).accountId),
  );

  app.get(
    "/sessions",
    {
      schema: {
        summary: "Where the account is signed in",
        response: { 200: accountSessionsSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId, sessionId } = await app.requireAccount(request);
      return identity.sessions.list(accountId, sessionId);
    },
  );

  app.delete(
    "/sessions/:id",
    {
      schema: {
        summary: "End one of the account's sessions",
        params: z.object({ id: z.uuid() }),
        response: { 204: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      const { accountId } = await app.requireAccount(request);
      await identity.sessions.endOne(accountId, request.params.id);
      return reply.status(204).send(null);
    },
  );
};

const settingsRoutes: FastifyPluginAsyncZod<Pick<IdentityOptions, "database">> = async (
  app,
  { database },
) => {
  app.patch(
    "/profile",
    {
      bodyLimit: 16_384,
      schema: {
        summary: "Change the profile",
        body: profileChangeSchema,
        response: { 200: accountProfileSchema, ...failures },
      },
    },
    async (request) => changeProfile(database, (await app.requireAccount(request)).accountId, request.body),
  );

  app.get(
    "/notification-settings",
    {
      schema: {
        summary: "What the account is told about",
        response: { 200: notificationSettingsSchema, ...failures },
      },
    },
    async (request) => readSettings(database, (await app.requireAccount(request)).accountId),
  );

  app.put(
    "/notification-settings",
    {
      bodyLimit: 4_096,
      schema: {
        summary: "Choose what the account is told about, and where",
        body: notificationSettingsSchema,
        response: { 200: notificationSettingsSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId } = await app.requireAccount(request);
      await writeSettings(database, accountId, request.body);
      return readSettings(database, accountId);
    },
  );
};
