import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { errorBodySchema } from "../../../protocol/errors.ts";
import {
  notificationPageSchema,
  notificationQuerySchema,
  notificationsReadSchema,
} from "../../../protocol/notifications.ts";
import type { Notifications } from "../../../services/notifications/notifications.ts";

export interface NotificationOptions {
  notifications: Notifications;
}

const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };

export const notificationRoutes: FastifyPluginAsyncZod<NotificationOptions> = async (
  app,
  { notifications },
) => {
  app.get(
    "/",
    {
      schema: {
        summary: "What one was told",
        querystring: notificationQuerySchema,
        response: { 200: notificationPageSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId } = await app.requireAccount(request);
      return notifications.list(accountId, request.query.before);
    },
  );

  app.post(
    "/read",
    {
      schema: {
        summary: "Mark as read",
        body: notificationsReadSchema,
        response: { 204: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      const { accountId } = await app.requireAccount(request);
      await notifications.markRead(accountId, request.body.upTo);
      return reply.status(204).send(null);
    },
  );
};
