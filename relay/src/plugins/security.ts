import { isIPv6 } from "node:net";
import cors from "@fastify/cors";
import rateLimit from "@fastify/rate-limit";
import type { Redis } from "ioredis";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { RelayError } from "../errors.ts";
import type { Config } from "./env.ts";

/** How long a refused sender may go on before its connection is cut: long enough to read the refusal. */
const LINGER_MS = 1_000;
/** How long a request other than an upload may take to arrive. */
const BODY_TIMEOUT_MS = 10_000;

const headers: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "cross-origin",
  "cache-control": "no-store",
};

/** One caller of IPv6 has a whole /64, so that is what is counted. */
export const callerKey = (ip: string): string => {
  if (!isIPv6(ip) || ip.startsWith("::ffff:")) return ip;
  const [left = "", right] = ip.split("::");
  const groups = left === "" ? [] : left.split(":");
  const rest = right === undefined || right === "" ? [] : right.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => "0");
  return [...groups, ...(right === undefined ? [] : zeros), ...rest].slice(0, 4).join(":");
};

const lingerThenCut = async (request: FastifyRequest): Promise<void> => {
  const { raw } = request;
  if (raw.complete || raw.destroyed) return;
  raw.resume();
  const cut = setTimeout(() => raw.socket.destroy(), LINGER_MS).unref();
  raw.once("end", () => clearTimeout(cut));
};

const limitBodyTime = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  if (request.routeOptions.config.streamsBody) return;
  const cut = setTimeout(() => {
    if (!request.raw.complete) request.raw.socket.destroy();
  }, BODY_TIMEOUT_MS).unref();
  reply.raw.once("close", () => clearTimeout(cut));
};

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route reads its body itself and limits its time. */
    streamsBody?: boolean;
  }
}

/** Callers are counted in Redis where there is one, so that several relays count together. */
export const registerSecurity = async (
  app: FastifyInstance,
  config: Config,
  redis?: Redis,
): Promise<void> => {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({ ...headers, "x-request-id": request.id });
  });
  app.addHook("onRequest", limitBodyTime);
  app.addHook("onResponse", lingerThenCut);
  await app.register(cors, {
    origin: [...config.appOrigins],
    credentials: true,
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    allowedHeaders: [
      "content-type",
      "last-event-id",
      "upload-offset",
      "x-audifi-ticket",
      "x-audifi-signature",
      "x-request-id",
    ],
    exposedHeaders: [
      ...["x-request-id", "retry-after", "x-ratelimit-remaining"],
      ...["location", "upload-offset", "upload-length", "upload-complete", "upload-limit"],
    ],
    maxAge: 600,
  });
  if (config.rateLimit > 0) {
    await app.register(rateLimit, {
      max: config.rateLimit,
      timeWindow: 60_000,
      cache: 20_000,
      ...(redis ? { redis, nameSpace: "audifi:rate:", skipOnError: true } : {}),
      keyGenerator: (request) => callerKey(request.ip),
      errorResponseBuilder: (_request, { ttl }) =>
        new RelayError("request.rate_limited", "Too many requests. Wait a moment.", {
          retryAfterSeconds: Math.ceil(ttl / 1_000),
        }),
    });
  }
};
