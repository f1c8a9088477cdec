import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";

/** Has to be registered before the routes it describes. */
export const registerOpenApi = async (app: FastifyInstance): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "AudiFi relay",
        description:
          "Knows people, tells them at once what happens, and pins files for wallets. Every failure has the same " +
          "body: a code, a message, the request's id.",
        version: "1",
      },
    },
    transform: jsonSchemaTransform,
  });
};
