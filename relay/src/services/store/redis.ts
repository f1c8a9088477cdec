import { Redis } from "ioredis";
import type { Log } from "../../plugins/logging.ts";
import type { Store } from "./store.ts";

const PREFIX = "audifi:";

/** Commands fail soon instead of waiting for a server that is away; the connection itself is tried for ever. */
export const connectRedis = (url: string, log: Log): Redis => {
  const redis = new Redis(url, {
    commandTimeout: 1_000,
    connectTimeout: 2_000,
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(2_000, 50 * 2 ** attempt),
  });
  let isAway = false;
  redis.on("error", (error) => {
    if (!isAway) log.warn({ err: error }, "Redis is away");
    isAway = true;
  });
  redis.on("ready", () => {
    if (isAway) log.info("Redis is back");
    isAway = false;
  });
  return redis;
};

/** For any number of relays. */
export class RedisStore implements Store {
  readonly #redis: Redis;
  readonly #listening: Redis;
  readonly #listeners = new Map<string, ((message: string) => void)[]>();

  constructor(redis: Redis) {
    this.#redis = redis;
    // A connection that listens can do nothing else. It waits for its server, and listens again after a break.
    this.#listening = redis.duplicate({ commandTimeout: undefined, maxRetriesPerRequest: null });
    this.#listening.on("error", () => undefined);
    this.#listening.on("message", (channel: string, message: string) => {
      for (const listener of this.#listeners.get(channel) ?? []) listener(message);
    });
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#redis.get(PREFIX + key)) ?? undefined;
  }

  async put(key: string, value: string, seconds: number): Promise<void> {
    await this.#redis.set(PREFIX + key, value, "PX", Math.ceil(seconds * 1_000));
  }

  async take(key: string): Promise<string | undefined> {
    return (await this.#redis.getdel(PREFIX + key)) ?? undefined;
  }

  async publish(channel: string, message: string): Promise<void> {
    await this.#redis.publish(PREFIX + channel, message);
  }

  async subscribe(channel: string, listener: (message: string) => void): Promise<void> {
    const name = PREFIX + channel;
    const listeners = this.#listeners.get(name);
    if (listeners) return void listeners.push(listener);
    this.#listeners.set(name, [listener]);
    // Not waited for: it is owed until Redis is there, and the relay starts without it.
    this.#listening.subscribe(name).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#listening.disconnect();
    this.#redis.disconnect();
  }
}
