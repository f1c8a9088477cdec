import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { callerKey } from "../../../plugins/security.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import {
  studioBallotRequestSchema,
  studioBallotsSchema,
  studioParamsSchema,
  studioReceiptSchema,
  studioVoterQuerySchema,
  studioVoterRequestSchema,
  studioVoterSchema,
} from "../../../protocol/studio.ts";
import type { StudioOptions } from "./room.ts";

const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };

export const ballotRoutes: FastifyPluginAsyncZod<StudioOptions> = async (app, { studio }) => {
  app.get(
    "/:session/ballots",
    {
      schema: {
        summary: "A voter's newest ballots with their receipts",
        params: studioParamsSchema,
        querystring: studioVoterQuerySchema,
        response: { 200: studioBallotsSchema, ...failures },
      },
    },
    ({ params, query }) => studio.ballots(params.session, query.voter),
  );
  app.post(
    "/:session/ballots",
    {
      schema: {
        summary: "Cast a ballot",
        description:
          "Signed by its voter. It is written down before its receipt is given; sent again, it gets the same receipt.",
        params: studioParamsSchema,
        body: studioBallotRequestSchema,
        response: { 200: studioReceiptSchema, ...failures },
      },
    },
    ({ params, body, ip }) => studio.vote(params.session, { ...body, caller: callerKey(ip) }),
  );
  app.post(
    "/:session/voters",
    {
      schema: {
        summary: "Register the key of a browser as a voter",
        description:
          "For people who signed in by e-mail: one key for each account and session, which the relay vouches for. " +
          "Another key takes its place only while it has cast nothing.",
        params: studioParamsSchema,
        body: studioVoterRequestSchema,
        response: { 200: studioVoterSchema, ...failures },
      },
    },
    async (request) => {
      const { accountId } = await app.requireAccount(request);
      const { params, body, ip } = request;
      return studio.register(params.session, { ...body, accountId, caller: callerKey(ip) });
    },
  );
};
