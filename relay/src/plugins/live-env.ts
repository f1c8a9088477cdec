import { z } from "zod";
import { hasProtocol, httpUrl, integer, list } from "./env-values.ts";

/** Variables of live updates and of what relays share. */
export const liveEnvironment = {
  REDIS_URL: z
    .string()
    .refine((value) => hasProtocol(value, ["redis:", "rediss:"]), "must be a redis:// address")
    .optional(),
  AUDIFI_DEPLOYMENTS_DIR: z.string().min(1).optional(),
  AUDIFI_SUBGRAPH_URL: list(httpUrl, "address").optional(),
  AUDIFI_CONFIRMATIONS: integer(1, 1_000).default(6),
  AUDIFI_LIVE_POLL_MS: integer(50, 60_000).default(1_000),
  AUDIFI_LIVE_PER_CALLER: integer(0, 100_000).default(20),
  AUDIFI_LIVE_MOST: integer(1, 100_000).default(5_000),
};

export type LiveConfig = Readonly<{
  /** Shared by all relays; undefined if there is one relay only. */
  redisUrl: string | undefined;
  /** Holds `<chainId>.json`. */
  deploymentsDirectory: string;
  /** Tried in order; without any, nobody is told of dividends and votes. */
  subgraphUrls: readonly string[];
  /** From how many blocks on, its own included, something in the chain counts as final. */
  confirmations: number;
  pollMs: number;
  /** Streams of one caller, 0 for no limit, and of all together. */
  perCaller: number;
  total: number;
}>;

const releasedDeployments = new URL("../../../contracts/deployments", import.meta.url).pathname;

export const readLive = (env: z.output<z.ZodObject<typeof liveEnvironment>>): LiveConfig => ({
  redisUrl: env.REDIS_URL,
  deploymentsDirectory: env.AUDIFI_DEPLOYMENTS_DIR ?? releasedDeployments,
  subgraphUrls: env.AUDIFI_SUBGRAPH_URL ?? [],
  confirmations: env.AUDIFI_CONFIRMATIONS,
  pollMs: env.AUDIFI_LIVE_POLL_MS,
  perCaller: env.AUDIFI_LIVE_PER_CALLER,
  total: env.AUDIFI_LIVE_MOST,
});
