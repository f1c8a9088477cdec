import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { healthSchema, type Readiness, readinessSchema } from "../protocol/health.ts";

export interface HealthOptions {
  readiness: () => Promise<Readiness>;
  metricsText: () => Promise<string>;
}

const text = (description: string) => ({
  content: { "text/plain": { schema: z.string().meta({ description }) } },
});

/** What machines ask: no limits apply, since the answers are cheap or remembered for a moment. */
export const healthRoutes: FastifyPluginAsyncZod<HealthOptions> = async (app, { readiness, metricsText }) => {
  const config = { rateLimit: false as const };

  app.get(
    "/healthz",
    { config, schema: { summary: "The process is alive", response: { 200: healthSchema } } },
    async () => ({ status: "ok" as const }),
  );

  app.get(
    "/readyz",
    {
      config,
      schema: {
        summary: "Database, chain and pinning answer; Redis is looked at where there is one",
        response: { 200: readinessSchema, 503: readinessSchema },
      },
    },
    async (_request, reply) => {
      const state = await readiness();
      return reply.status(state.ready ? 200 : 503).send(state);
    },
  );

  app.get(
    "/metrics",
    {
      config,
      schema: { summary: "Figures for Prometheus", response: { 200: text("Prometheus text format") } },
    },
    async (_request, reply) =>
      reply.type("text/plain; version=0.0.4; charset=utf-8").send(await metricsText()),
  );

  app.get(
    "/openapi.json",
    {
      schema: {
        summary: "This description",
        response: { 200: z.record(z.string(), z.unknown()).meta({ description: "An OpenAPI 3.1 document" }) },
      },
    },
    async () => app.swagger() as unknown as Record<string, unknown>,
  );
};
