import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import { RelayError } from "../../../errors.ts";
import { callerKey } from "../../../plugins/security.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import {
  studioCloseCodes,
  studioParamsSchema,
  studioServerMessageSchema,
  studioSocketQuerySchema,
} from "../../../protocol/studio.ts";
import type { SocketTicketHolder, SocketTickets } from "../../../services/live/socket-tickets.ts";
import type { Hall } from "../../../services/studio/hall.ts";
import type { Met } from "../../../services/studio/studio.ts";
import { Visitor } from "../../../services/studio/visitor.ts";
import type { StudioOptions } from "./room.ts";

export interface SocketOptions extends StudioOptions {
  tickets: SocketTickets;
  hall: Hall;
  appOrigins: readonly string[];
  onDropped(): void;
}

type Query = z.output<typeof studioSocketQuerySchema>;
type Params = z.output<typeof studioParamsSchema>;

const INTERNAL = 1011;

const schema = {
  summary: "The room of a session, as a WebSocket",
  description:
    "Both sides send one JSON object per message. With a ticket one may say something; without, one may watch and " +
    "cast ballots that a wallet signs. Events that change something carry a growing `seq`, in the same order at " +
    "every relay; a client that comes back names the last it has.",
  params: studioParamsSchema,
  querystring: studioSocketQuerySchema,
  response: { 101: studioServerMessageSchema, "4xx": errorBodySchema, "5xx": errorBodySchema },
};

export const socketRoutes: FastifyPluginAsyncZod<SocketOptions> = async (app, options) => {
  const { studio, tickets, hall, appOrigins, onDropped } = options;
  const arrivals = new WeakMap<FastifyRequest, Met & { holder: SocketTicketHolder | undefined }>();

  const redeem = async (ticket: string): Promise<SocketTicketHolder> => {
    const holder = await tickets.redeem(ticket, "studio").catch(() => undefined);
    if (holder) return holder;
    throw new RelayError("auth.required", "This ticket was used or is too old. Ask for another one.");
  };

  /** Everything that may be refused is refused before there is a socket. */
  const arrive = async (request: FastifyRequest<{ Params: Params; Querystring: Query }>): Promise<void> => {
    if (!request.ws) return;
    const { origin } = request.headers;
    if (origin !== undefined && !appOrigins.includes(origin)) {
      throw new RelayError("auth.origin_refused", "Sockets are opened from the app only.");
    }
    hall.requireSpace(callerKey(request.ip));
    const { ticket } = request.query;
    const holder = ticket === undefined ? undefined : await redeem(ticket);
    const met = await studio.meet(request.params.session, holder?.accountId);
    hall.requireSpace(callerKey(request.ip));
    arrivals.set(request, { ...met, holder });
  };

  app.route<{ Params: Params; Querystring: Query }>({
    method: "GET",
    url: "/:session/socket",
    exposeHeadRoute: false,
    config: { streamsBody: true },
    schema,
    preHandler: arrive,
    handler: async () => {
      throw new RelayError("request.invalid", "This address is for WebSockets.");
    },
    wsHandler: (socket, request) => {
      const met = arrivals.get(request);
      if (!met) return socket.close(INTERNAL);
      const { params, query } = request as FastifyRequest<{ Params: Params; Querystring: Query }>;
      const { holder, person } = met;
      const visitor = new Visitor(
        socket,
        {
          caller: callerKey(request.ip),
          author: person?.author,
          after: query.after === undefined ? undefined : Number(query.after),
          ...(holder ? { account: holder } : {}),
        },
        { log: request.log, onDropped },
      );
      const { entered, leave } = studio.enter(params.session, visitor, met);
      socket.once("close", leave);
      entered.catch((error: unknown) => {
        request.log.error({ err: error }, "somebody could not enter a room");
        visitor.end(INTERNAL, "try again");
      });
    },
  });
  app.addHook("preClose", async () => hall.close(studioCloseCodes.stopping));
};
