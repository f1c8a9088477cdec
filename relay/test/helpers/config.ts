import { type Config, readConfig } from "../../src/plugins/env.ts";
import { createLogger, type Log } from "../../src/plugins/logging.ts";

export type Environment = Record<string, string | undefined>;

export const CHAIN_ID = 31_337;
export const APP_ORIGIN = "http://127.0.0.1:5173";
export const RELAY_SECRET = "relay-secret-of-tests-0123456789abcdef";

/**
 * The smallest environment that a relay starts with. Every configuration of a test comes from here, so that a new
 * variable breaks none of them; nothing listens at these addresses.
 */
const smallest = {
  AUDIFI_RELAY_PORT: "0",
  AUDIFI_RPC_URL: "http://127.0.0.1:1",
  AUDIFI_CHAIN_ID: String(CHAIN_ID),
  AUDIFI_DATABASE_URL: "postgres://postgres@127.0.0.1:1/relay",
  AUDIFI_APP_ORIGIN: APP_ORIGIN,
  AUDIFI_IPFS_RPC: "http://127.0.0.1:1",
  AUDIFI_SECRET: RELAY_SECRET,
};

/** What is undefined is not set. */
export const testEnvironment = (changes: Environment = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...smallest, ...changes }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );

const testConfig = (changes: Environment = {}): Config => readConfig(testEnvironment(changes));

/** For services that need a log and whose test does not read it. */
export const silentLog = (): Log =>
  createLogger(testConfig({ AUDIFI_LOG_LEVEL: "silent" }), { write: () => undefined });
