import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { callerKey } from "../../../plugins/security.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import { liveEventSchema, liveHeadersSchema, liveQuerySchema } from "../../../protocol/live.ts";
import type { Hub } from "../../../services/live/hub.ts";

export interface StreamOptions {
  hub: Hub;
}

const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };

export const streamRoutes: FastifyPluginAsyncZod<StreamOptions> = async (app, { hub }) => {
  app.get(
    "/",
    {
      exposeHeadRoute: false,
      schema: {
        summary: "What happens, as it happens",
        description:
          "Server-sent events: blocks with their effects, confirmations, and notifications of whoever is signed in. " +
          "Resumable by `Last-Event-ID` at any relay; `reset` says that too much was missed. A listener who does " +
          "not keep up is cut off and may come back.",
        querystring: liveQuerySchema,
        headers: liveHeadersSchema,
        response: {
          200: { content: { "text/event-stream": { schema: liveEventSchema } } },
          ...failures,
        },
      },
    },
    async (request, reply) => {
      const { about, transactions = [] } = request.query;
      const caller = callerKey(request.ip);
      hub.requireRoom(caller);
      const session = await app.findSession(request);
      hub.requireRoom(caller);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        "content-type": "text/event-stream; charset=utf-8",
        // It is never idle, so closing would wait for it.
        connection: "close",
        // Proxies that collect answers before they pass them on would hold back every event.
        "x-accel-buffering": "no",
      });
      const account = session &&
        !session.needsSecondFactor && {
          id: session.accountId,
          isStillSignedIn: async () => (await app.findSession(request)) !== undefined,
        };
      const lastEventId = request.headers["last-event-id"];
      const forget = hub.open(
        { caller, about, transactions, lastEventId, ...(account ? { account } : {}) },
        raw,
      );
      raw.once("close", forget);
    },
  );
};
