import type { FastifyInstance } from "fastify";

/** Keeps JSON as it came: signatures are over its bytes. For the routes of one plugin. */
export const keepRawBodies = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
};
