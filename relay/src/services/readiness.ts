import type { Redis } from "ioredis";
import type { Chain } from "../plugins/chain.ts";
import type { Database } from "../plugins/database.ts";
import type { Config } from "../plugins/env.ts";
import type { Check, Readiness } from "../protocol/health.ts";
import type { PinTarget } from "./targets/target.ts";

const CHECK_MS = 2_000;
/** Probes come often and from many places; one answer serves them all for this long. */
const REMEMBER_MS = 1_000;

interface Dependencies {
  config: Config;
  database: Database;
  chain: Chain;
  targets: readonly PinTarget[];
  /** Looked at where there is one. Relays go on without it, so it does not decide whether they are ready. */
  redis: Redis | undefined;
}

const timed = async (check: (signal: AbortSignal) => Promise<string | undefined>): Promise<Check> => {
  const started = performance.now();
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(() => {
      resolve("did not answer in time");
      controller.abort();
    }, CHECK_MS);
  });
  const problem = await Promise.race([check(controller.signal).catch(() => "cannot be reached"), timeout]);
  clearTimeout(timer);
  const milliseconds = Math.round(performance.now() - started);
  return problem === undefined ? { ok: true, milliseconds } : { ok: false, milliseconds, problem };
};

const readState = async ({ config, database, chain, targets, redis }: Dependencies): Promise<Readiness> => {
  const [databaseCheck, chainCheck, pinningCheck, redisCheck] = await Promise.all([
    timed(async () => {
      await database.query("select 1");
      return undefined;
    }),
    timed(async () => ((await chain.getChainId()) === config.chainId ? undefined : "is another chain")),
    timed(async (signal) => {
      await targets[0]?.check(signal);
      return undefined;
    }),
    redis &&
      timed(async () => {
        await redis.ping();
        return undefined;
      }),
  ]);
  return {
    ready: databaseCheck.ok && chainCheck.ok && pinningCheck.ok,
    checks: {
      ...{ database: databaseCheck, chain: chainCheck, pinning: pinningCheck },
      ...(redisCheck && { redis: redisCheck }),
    },
  };
};

export const createReadiness = (dependencies: Dependencies): (() => Promise<Readiness>) => {
  let last: { at: number; state: Promise<Readiness> } | undefined;
  return () => {
    const now = Date.now();
    if (!last || now - last.at > REMEMBER_MS) last = { at: now, state: readState(dependencies) };
    return last.state;
  };
};
