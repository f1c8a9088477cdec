import { isIP } from "node:net";
import { z } from "zod";
import { hasProtocol, httpUrl, integer, list, originUrl } from "./env-values.ts";
import { identityEnvironment, type IdentityConfig, identityGaps, readIdentity } from "./identity-env.ts";
import { type LiveConfig, liveEnvironment, readLive } from "./live-env.ts";
import { type MailConfig, mailEnvironment, readMail } from "./mail-env.ts";
import { moneyEnvironment, readMoney, type StripeConfig, webhookSecretRule } from "./money-env.ts";
import { readRelayer, type RelayerConfig, relayerEnvironment } from "./relayer-env.ts";
import { readStudio, type StudioConfig, studioEnvironment } from "./studio-env.ts";

const databaseUrl = z
  .string()
  .refine((value) => hasProtocol(value, ["postgres:", "postgresql:"]), "must be a postgres:// address");
const proxy = z.string().refine((value) => {
  const [address = "", bits] = value.split("/");
  return isIP(address) !== 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
}, "must be an address or a network such as 10.0.0.0/8");

const GIB = 1024 ** 3;

const environmentSchema = z
  .object({
    HOST: z.string().min(1).default("127.0.0.1"),
    AUDIFI_RELAY_PORT: integer(0, 65_535),
    AUDIFI_RPC_URL: list(httpUrl, "address"),
    AUDIFI_CHAIN_ID: integer(1, Number.MAX_SAFE_INTEGER),
    AUDIFI_DATABASE_URL: databaseUrl,
    AUDIFI_APP_ORIGIN: list(originUrl, "origin"),
    ...identityEnvironment,
    ...liveEnvironment,
    ...mailEnvironment,
    ...moneyEnvironment,
    ...relayerEnvironment,
    ...studioEnvironment,
    AUDIFI_IPFS_RPC: httpUrl.optional(),
    AUDIFI_IPFS_RPC_SECOND: httpUrl.optional(),
    PINATA_JWT: z
      .string()
      .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, "must be a JWT")
      .optional(),
    PINATA_GATEWAY: httpUrl.default("https://gateway.pinata.cloud"),
    AUDIFI_QUOTA_BYTES: integer(1, 1024 * GIB).default(2 * GIB),
    AUDIFI_QUOTA_COUNT: integer(1, 1_000_000).default(200),
    AUDIFI_SERVICE_QUOTA_BYTES: integer(1, Number.MAX_SAFE_INTEGER).default(200 * GIB),
    AUDIFI_TICKET_SECONDS: integer(1, 86_400).default(600),
    AUDIFI_MAX_UPLOADS: integer(1, 1_000).default(16),
    AUDIFI_RESUME_SECONDS: integer(60, 7 * 86_400).default(86_400),
    AUDIFI_MAX_RESUMABLE: integer(1, 10_000).default(64),
    AUDIFI_RATE_LIMIT: integer(0, 1_000_000).default(300),
    AUDIFI_TRUST_PROXY: list(proxy, "proxy").optional(),
    AUDIFI_DRAIN_SECONDS: integer(0, 3_600).default(3),
    AUDIFI_SPOOL_DIR: z.string().min(1).optional(),
    AUDIFI_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .refine(webhookSecretRule.holds, webhookSecretRule)
  .refine((env) => env.AUDIFI_IPFS_RPC ?? env.PINATA_JWT, {
    path: ["AUDIFI_IPFS_RPC"],
    message: "or PINATA_JWT must be set: without either nothing can be pinned",
  })
  .refine((env) => env.AUDIFI_IPFS_RPC === undefined || env.AUDIFI_IPFS_RPC !== env.AUDIFI_IPFS_RPC_SECOND, {
    path: ["AUDIFI_IPFS_RPC_SECOND"],
    message: "must not be the same as AUDIFI_IPFS_RPC: a second copy on the same node protects nothing",
  })
  .superRefine((env, context) => {
    for (const [name, message] of identityGaps(env, readMail(env) !== undefined)) {
      context.addIssue({ code: "custom", path: [name], message });
    }
  });

export type Config = Readonly<{
  host: string;
  port: number;
  rpcUrls: readonly string[];
  chainId: number;
  databaseUrl: string;
  /** The first is where letters and redirects lead. */
  appOrigins: readonly [string, ...string[]];
  identity: IdentityConfig;
  live: LiveConfig;
  mail: MailConfig | undefined;
  /** Undefined where nothing can be paid by card. */
  stripe: StripeConfig | undefined;
  /** Undefined where everybody pays for their own votes. */
  relayer: RelayerConfig | undefined;
  studio: StudioConfig;
  /** The first takes uploads while the client waits, the others follow through the outbox. */
  pinTargets: readonly PinTargetConfig[];
  quota: { bytes: number; count: number; serviceBytes: number };
  ticketSeconds: number;
  maxUploads: number;
  /** Uploads that may go on after a broken connection: for how long, and how many may wait on disk. */
  resumable: { seconds: number; most: number };
  /** Requests per address and minute; 0 switches the limits off. */
  rateLimit: number;
  trustProxy: readonly string[];
  /** How long running requests get to finish after a signal; an upload that is cut off can be sent again. */
  drainSeconds: number;
  spoolDirectory: string | undefined;
  logLevel: string;
}>;

export type PinTargetConfig =
  | { name: "ipfs" | "ipfs-second"; type: "kubo"; url: string }
  | { name: "pinata"; type: "pinata"; jwt: string; gateway: string };

export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

/** Reads the environment once. Throws an `EnvironmentError` naming every variable that is wrong, never its value. */
export const readConfig = (source: Record<string, string | undefined>): Config => {
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `  ${name} ${set[name] === undefined && issue.code === "invalid_type" ? "is not set" : issue.message}`;
    });
    throw new EnvironmentError(`The relay cannot start, its environment is wrong:\n${problems.join("\n")}`);
  }
  return toConfig(parsed.data);
};

const toConfig = (env: z.output<typeof environmentSchema>): Config => {
  const targets: PinTargetConfig[] = [];
  if (env.AUDIFI_IPFS_RPC) targets.push({ name: "ipfs", type: "kubo", url: env.AUDIFI_IPFS_RPC });
  if (env.PINATA_JWT) {
    targets.push({ name: "pinata", type: "pinata", jwt: env.PINATA_JWT, gateway: env.PINATA_GATEWAY });
  }
  if (env.AUDIFI_IPFS_RPC_SECOND) {
    targets.push({ name: "ipfs-second", type: "kubo", url: env.AUDIFI_IPFS_RPC_SECOND });
  }
  return {
    host: env.HOST,
    port: env.AUDIFI_RELAY_PORT,
    rpcUrls: env.AUDIFI_RPC_URL,
    chainId: env.AUDIFI_CHAIN_ID,
    databaseUrl: env.AUDIFI_DATABASE_URL,
    appOrigins: env.AUDIFI_APP_ORIGIN as [string, ...string[]],
    identity: readIdentity(env),
    live: readLive(env),
    mail: readMail(env),
    stripe: readMoney(env),
    relayer: readRelayer(env),
    studio: readStudio(env),
    pinTargets: targets,
    quota: {
      bytes: env.AUDIFI_QUOTA_BYTES,
      count: env.AUDIFI_QUOTA_COUNT,
      serviceBytes: env.AUDIFI_SERVICE_QUOTA_BYTES,
    },
    ticketSeconds: env.AUDIFI_TICKET_SECONDS,
    maxUploads: env.AUDIFI_MAX_UPLOADS,
    resumable: { seconds: env.AUDIFI_RESUME_SECONDS, most: env.AUDIFI_MAX_RESUMABLE },
    rateLimit: env.AUDIFI_RATE_LIMIT,
    trustProxy: env.AUDIFI_TRUST_PROXY ?? [],
    spoolDirectory: env.AUDIFI_SPOOL_DIR,
    drainSeconds: env.AUDIFI_DRAIN_SECONDS,
    logLevel: env.AUDIFI_LOG_LEVEL,
  };
};
