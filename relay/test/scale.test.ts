import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../src/plugins/database.ts";
import { notificationChannel } from "../src/services/live/hub.ts";
import { SocketTickets } from "../src/services/live/socket-tickets.ts";
import { notify } from "../src/services/notifications/notifications.ts";
import { MemoryStore } from "../src/services/store/memory.ts";
import { remember } from "../src/services/store/store.ts";
import * as ledger from "./helpers/ledger.ts";
import { Listening } from "./helpers/listening.ts";
import { createPerson } from "./helpers/people.ts";
import type { Readiness } from "../src/protocol/health.ts";
import { hasRedis, REDIS_PASSWORD, type RunningRedis, startRedis } from "./helpers/redis.ts";
import { errorCode, startRelay, type TestRelay } from "./helpers/relay.ts";

const LIMIT = 40;
let redis: RunningRedis;
let one: TestRelay;
let two: TestRelay;

const callerOf = (ip: string) => ({ headers: { "x-forwarded-for": ip } });

describe.skipIf(!hasRedis())("two relays with one Redis", () => {
  beforeAll(async () => {
    redis = await startRedis();
    const shared = {
      REDIS_URL: redis.url,
      AUDIFI_RATE_LIMIT: String(LIMIT),
      AUDIFI_TRUST_PROXY: "127.0.0.1",
      AUDIFI_LIVE_POLL_MS: "50",
      AUDIFI_LOG_LEVEL: "info",
      AUDIFI_DEPLOYMENTS_DIR: ledger.writeDeployment(31_337),
    };
    one = await startRelay(shared);
    const { AUDIFI_DATABASE_URL = "", AUDIFI_RPC_URL = "" } = one.environment;
    two = await startRelay({ ...shared, AUDIFI_DATABASE_URL, AUDIFI_RPC_URL });
  });
  afterAll(async () => {
    await Promise.all([one.close(), two.close()]);
    await redis.stop();
  });

  it("count a caller's requests together", async () => {
    const ask = (relay: TestRelay) => fetch(`${relay.url}/v1/auth/session`, callerOf("10.1.1.1"));
    for (let count = 0; count < LIMIT / 2; count += 1) {
      expect((await ask(one)).status).toBe(200);
      expect((await ask(two)).status).toBe(200);
    }
    expect(await errorCode(await ask(one))).toBe("429 request.rate_limited");
    expect(await errorCode(await ask(two))).toBe("429 request.rate_limited");
    expect((await fetch(`${two.url}/v1/auth/session`, callerOf("10.1.1.2"))).status).toBe(200);
  });

  it("take each other's tickets, once", async () => {
    const holder = { accountId: "a", sessionId: "s", purpose: "studio" } as const;
    const { ticket } = await new SocketTickets(one.store).issue(holder);
    const redeem = (relay: TestRelay) => new SocketTickets(relay.store).redeem(ticket, "studio");
    const answers = await Promise.all([redeem(two), redeem(one), redeem(two)]);
    expect(answers.filter(Boolean)).toEqual([holder]);
  });

  it("remember for each other what was dear to find out", async () => {
    let asked = 0;
    const find = async () => ({ answer: ++asked });
    expect(await remember(one.store, "dear", 60, find)).toEqual({ answer: 1 });
    expect(await remember(two.store, "dear", 60, find)).toEqual({ answer: 1 });
    expect(Number(redis.command("pttl", "audifi:dear"))).toBeGreaterThan(50_000);
  });

  it("end a session for each other", async () => {
    const { browser } = await createPerson(one);
    const cookie = [...browser.cookies].map((pair) => pair.join("=")).join("; ");
    const atTwo = () => fetch(`${two.url}/v1/notifications`, { headers: { cookie } });
    expect((await atTwo()).status).toBe(200);
    expect((await browser.post("/v1/auth/logout")).status).toBe(204);
    expect(await errorCode(await atTwo())).toBe("401 auth.required");
  });

  it("tell a person at the one what the other noticed, and go on where the other stopped", async () => {
    const { accountId, browser } = await createPerson(one);
    const cookie = [...browser.cookies].map((pair) => pair.join("=")).join("; ");
    const { ledger: chain } = one.chain;
    const listening = await Listening.open(`${two.url}/v1/live`, { cookie });
    const witness = await Listening.open(`${one.url}/v1/live`);
    // Its ids name a notification once it is known which are old.
    const idAtNextBlock = () => {
      chain.mine();
      return listening.lastId;
    };
    await expect.poll(idAtNextBlock).toContain("/");
    await expect.poll(() => witness.of("block").at(-1)?.number).toBe(chain.head.number);
    const tell = async (subject: string) => {
      const news = { accountId, topic: "dividends", kind: "dividend.deposited", subject, data: {} } as const;
      await inTransaction(one.database, (client) => notify(client, [news]));
      await one.store.publish(notificationChannel, accountId);
    };
    await tell("first");
    await expect.poll(() => listening.of("notification").length).toBe(1);
    listening.close();
    await tell("second");
    chain.mine([ledger.depositLog(3n, "meanwhile")]);
    const again = await Listening.open(`${one.url}/v1/live`, { cookie, "last-event-id": listening.lastId });
    await expect.poll(() => [again.of("notification").length, again.of("deposit").length]).toEqual([1, 1]);
    expect(again.of("reset")).toEqual([]);
    again.close();
    witness.close();
  });

  it("go on without it, say so, and use it again when it is back", async () => {
    await redis.kill();
    const session = await fetch(`${one.url}/v1/auth/session`, callerOf("10.1.1.3"));
    expect(session.status).toBe(200);
    const { browser } = await createPerson(one);
    const ticket = await browser.post("/v1/live/tickets", { purpose: "studio" });
    expect(await errorCode(ticket)).toBe("503 live.tickets_unavailable");
    expect(await remember(one.store, "dear", 60, async () => 7)).toBe(7);
    await expect.poll(() => one.logs.join("")).toContain("Redis is away");
    const away = async () => {
      const response = await fetch(`${one.url}/readyz`);
      const { checks } = (await response.json()) as Readiness;
      return [response.status, checks.redis?.ok];
    };
    await expect.poll(away).toEqual([200, false]);

    await redis.startAgain();
    await expect
      .poll(async () => (await browser.post("/v1/live/tickets", { purpose: "studio" })).status)
      .toBe(200);
    const heard: string[] = [];
    await two.store.subscribe("word", (message) => heard.push(message));
    await expect
      .poll(async () => {
        await one.store.publish("word", "hello");
        return heard.length;
      })
      .toBeGreaterThan(0);
    expect([...one.logs, ...two.logs].filter((line) => line.includes(REDIS_PASSWORD))).toEqual([]);
  });
});

describe("a store without Redis", () => {
  it("forgets in time, and gives what is taken to one", async () => {
    const store = new MemoryStore();
    await store.put("short", "1", 0.01);
    await store.put("long", "2", 60);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([await store.get("short"), await store.get("long")]).toEqual([undefined, "2"]);
    const taken = await Promise.all([store.take("long"), store.take("long"), store.take("short")]);
    expect(taken.filter(Boolean)).toEqual(["2"]);
  });
});
