import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { errorBodySchema } from "../../../protocol/errors.ts";
import {
  studioHistoryQuerySchema,
  studioHistorySchema,
  studioParamsSchema,
  studioStandingSchema,
  studioStateSchema,
  studioVoterQuerySchema,
} from "../../../protocol/studio.ts";
import type { Studio } from "../../../services/studio/studio.ts";

export interface StudioOptions {
  studio: Studio;
}

const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };

export const roomRoutes: FastifyPluginAsyncZod<StudioOptions> = async (app, { studio }) => {
  app.get(
    "/:session",
    {
      schema: {
        summary: "Where a session stands",
        description: "For those who come late, and for pages without a socket.",
        params: studioParamsSchema,
        response: { 200: studioStateSchema, ...failures },
      },
    },
    ({ params }) => studio.state(params.session),
  );
  app.get(
    "/:session/messages",
    {
      schema: {
        summary: "What was said in a session's room",
        params: studioParamsSchema,
        querystring: studioHistoryQuerySchema,
        response: { 200: studioHistorySchema, ...failures },
      },
    },
    ({ params, query }) => studio.history(params.session, query.before),
  );
  app.get(
    "/:session/standing",
    {
      schema: {
        summary: "What a voter weighs, and why",
        description:
          "By what they held when the session opened. Whether they subscribe is told to their own account only.",
        params: studioParamsSchema,
        querystring: studioVoterQuerySchema,
        response: { 200: studioStandingSchema, ...failures },
      },
    },
    async (request) => {
      const asker = await app.findSession(request);
      const { params, query } = request;
      return studio.standing(params.session, query.voter, asker?.accountId);
    },
  );
};
