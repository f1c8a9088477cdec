import { z } from "./zod.ts";

export const healthSchema = z.object({ status: z.literal("ok") });

const checkSchema = z.object({
  ok: z.boolean(),
  milliseconds: z.number(),
  problem: z.string().optional().meta({ description: "Why the check failed, without addresses or secrets" }),
});

export const readinessSchema = z.object({
  ready: z.boolean(),
  checks: z.object({ database: checkSchema, chain: checkSchema, pinning: checkSchema }),
});
export type Check = z.infer<typeof checkSchema>;
export type Readiness = z.infer<typeof readinessSchema>;
