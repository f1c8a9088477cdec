import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  commentPageSchema,
  commentParamsSchema,
  commentQuerySchema,
  commentRemovalSchema,
  commentRequestSchema,
  commentSchema,
} from "../../../protocol/comments.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import type { Comments } from "../../../services/comments/comments.ts";

export interface CommentOptions {
  comments: Comments;
}

const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };

export const commentRoutes: FastifyPluginAsyncZod<CommentOptions> = async (app, { comments }) => {
  app.get(
    "/",
    {
      schema: {
        summary: "What people say about a master",
        querystring: commentQuerySchema,
        response: { 200: commentPageSchema, ...failures },
      },
    },
    async ({ query: { master, before } }) => comments.list(master, before),
  );

  app.post(
    "/",
    {
      bodyLimit: 16_384,
      schema: {
        summary: "Say something about a master",
        description: "Needs no account: the comment is signed by its author's wallet.",
        body: commentRequestSchema,
        response: { 200: commentSchema, ...failures },
      },
    },
    async ({ body }) => comments.add(body),
  );

  app.post(
    "/:id/removal",
    {
      bodyLimit: 16_384,
      schema: {
        summary: "Remove a comment",
        description: "Signed by its author, or by the artist of the master. Its words are deleted.",
        params: commentParamsSchema,
        body: commentRemovalSchema,
        response: { 204: z.null(), ...failures },
      },
    },
    async ({ params, body }, reply) => {
      await comments.remove(params.id, body);
      return reply.status(204).send(null);
    },
  );
};
