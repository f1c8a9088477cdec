import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from "fastify";
import { pino } from "pino";
import type { Config } from "./env.ts";

export type Log = FastifyBaseLogger;

export interface LogDestination {
  write(line: string): void;
}

/** Everything in the configuration that must never be printed: passwords, tokens, keys inside addresses. */
const secretsOf = (config: Config): string[] => {
  const { secret, supabase, oidc } = config.identity;
  const found = [
    secret,
    supabase?.key,
    supabase?.jwtSecret,
    supabase?.hookSecret,
    oidc.google?.clientSecret,
    // As it stands in a line of JSON, where its line breaks are written out.
    ...(oidc.apple?.privateKey.split("\n").filter((line) => !line.startsWith("-")) ?? []),
  ].filter((value) => value !== undefined);
  const urls = [config.databaseUrl, ...config.live.subgraphUrls, ...config.rpcUrls];
  if (config.stripe) found.push(config.stripe.secretKey, config.stripe.webhookSecret);
  if (config.relayer) found.push(config.relayer.key, config.relayer.key.slice(2));
  if (config.live.redisUrl !== undefined) urls.push(config.live.redisUrl);
  if (config.mail?.sender.type === "smtp") urls.push(config.mail.sender.url);
  if (config.mail?.sender.type === "sendgrid") found.push(config.mail.sender.key);
  for (const target of config.pinTargets) {
    if (target.type === "pinata") found.push(target.jwt);
    else urls.push(target.url);
  }
  for (const value of urls) {
    const url = new URL(value);
    found.push(url.password, decodeURIComponent(url.password));
    if (url.protocol.startsWith("http")) found.push(url.pathname, url.search);
  }
  return [...new Set(found)].filter((secret) => secret.length >= 6).sort((a, b) => b.length - a.length);
};

const mailAddresses = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
// An address, a digest, a nonce or a signature: all of them point at a person.
const hexOfPeople = /0x[0-9a-fA-F]{40,}/g;

/** The last gate before the output: whatever slipped into a line, in a message or a stack, is cut out of it. */
const createScrubber = (secrets: readonly string[]) => (line: string) => {
  let clean = line.replace(hexOfPeople, "0x[cut]").replace(mailAddresses, "[cut]@");
  for (const secret of secrets) clean = clean.replaceAll(secret, "[cut]");
  return clean;
};

export const createLogger = (
  config: Config,
  destination: LogDestination = process.stdout,
): FastifyBaseLogger => {
  const scrub = createScrubber(secretsOf(config));
  return pino(
    {
      level: config.logLevel,
      base: { service: "relay" },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: ["headers", "*.headers", "*.authorization", "*.signature", "*.jwt", "*.password"],
      serializers: {
        // The route's pattern instead of the address: paths carry accounts, and IP addresses are people's too.
        req: (request: FastifyRequest) => ({
          method: request.method,
          route: request.routeOptions?.url ?? "none",
        }),
        res: (reply: FastifyReply) => ({ status: reply.statusCode }),
        err: pino.stdSerializers.err,
      },
    },
    { write: (line: string) => destination.write(scrub(line)) },
  );
};
