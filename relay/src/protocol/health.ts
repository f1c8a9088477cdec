import { z } from "./zod.ts";

export const healthSchema = z.object({ status: z.literal("ok") });

const checkSchema = z.object({
  ok: z.boolean(),
  milliseconds: z.number(),
  problem: z.string().optional().meta({ description: "Why the check failed, without addresses or secrets" }),
});

export const readinessSchema = z.object({
  ready: z.boolean(),
  checks: z.object({
    ...{ database: checkSchema, chain: checkSchema, pinning: checkSchema },
    redis: checkSchema
      .optional()
      .meta({ description: "Where it is configured; relays are ready without it, each for itself" }),
  }),
});
export type Check = z.infer<typeof checkSchema>;
export type Readiness = z.infer<typeof readinessSchema>;
