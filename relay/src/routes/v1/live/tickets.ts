import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { errorBodySchema } from "../../../protocol/errors.ts";
import { socketTicketRequestSchema, socketTicketSchema } from "../../../protocol/live.ts";
import type { SocketTickets } from "../../../services/live/socket-tickets.ts";

export interface SocketTicketOptions {
  tickets: SocketTickets;
}

const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };

export const socketTicketRoutes: FastifyPluginAsyncZod<SocketTicketOptions> = async (app, { tickets }) => {
  app.post(
    "/tickets",
    {
      schema: {
        summary: "A ticket that opens one socket",
        description: "Browsers cannot send headers with a WebSocket, and its address ends up in logs.",
        body: socketTicketRequestSchema,
        response: { 200: socketTicketSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId, sessionId } = await app.requireAccount(request);
      return tickets.issue({ accountId, sessionId, purpose: request.body.purpose });
    },
  );
};
