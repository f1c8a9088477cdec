import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as media from "./helpers/media.ts";
import { type RelayProcess, spawnRelay } from "./helpers/process.ts";
import { openRaw, readToEnd, requestHead } from "./helpers/raw-http.ts";
import {
  errorCode,
  expectPin,
  requestTicket,
  sendFile,
  signTicket,
  startRelay,
  testAccount,
  type TestRelay,
} from "./helpers/relay.ts";

/** Lends its doubles and its database to the processes. */
let surroundings: TestRelay;
const running: RelayProcess[] = [];
const spawned = async (changes: Record<string, string> = {}) => {
  const relay = await spawnRelay({ ...surroundings.environment, AUDIFI_LOG_LEVEL: "info", ...changes });
  running.push(relay);
  return relay;
};

beforeEach(async () => {
  surroundings = await startRelay();
});
afterEach(async () => {
  for (const { child } of running.splice(0)) child.kill("SIGKILL");
  await surroundings.close();
});

const wav = media.wav();
const account = testAccount(3);

describe("node src/server.ts", () => {
  it("listens without a build step and ends with 0 on SIGTERM", async () => {
    const relay = await spawned({ AUDIFI_DRAIN_SECONDS: "3600" });
    expect((await fetch(`${relay.url}/healthz`)).status).toBe(200);
    relay.child.kill("SIGTERM");
    expect(await relay.ended).toBe(0);
  });

  it("finishes what it is doing before it ends", async () => {
    const relay = await spawned({ AUDIFI_DRAIN_SECONDS: "3600" });
    const { ticket } = await requestTicket(relay, account, "audio", wav);
    let answer: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      surroundings.kubo.beforeAnswer = () => {
        resolve();
        return new Promise((release) => (answer = release));
      };
    });
    const upload = sendFile(relay, ticket, await signTicket(account, ticket), wav);
    await reached;
    relay.child.kill("SIGTERM");
    await expect.poll(() => fetch(relay.url).catch(() => "refused")).toBe("refused");
    answer();
    await expectPin(await upload);
    expect(await relay.ended).toBe(0);
  });

  it("does not wait for a sender who stands still", async () => {
    const relay = await spawned({ AUDIFI_DRAIN_SECONDS: "1" });
    const { ticket } = await requestTicket(relay, account, "audio", wav);
    const head = requestHead("POST", "/v1/pins", {
      "x-audifi-ticket": ticket.nonce,
      "x-audifi-signature": await signTicket(account, ticket),
      "content-length": wav.length,
    });
    const socket = await openRaw(relay.url, head);
    const closed = readToEnd(socket);
    await expect
      .poll(async () => (await fetch(`${relay.url}/v1/pins/tickets/${ticket.nonce}`)).text())
      .toContain("uploading");
    relay.child.kill("SIGTERM");
    expect(await relay.ended).toBe(0);
    expect(relay.output()).toContain("cut off what did not finish in time");
    await closed;
    const again = await requestTicketState(ticket.nonce);
    expect(again).toContain('"open"');
  });

  it("loses and doubles nothing when it is killed between pinning and answering", async () => {
    const relay = await spawned();
    const { ticket } = await requestTicket(relay, account, "audio", wav);
    const signature = await signTicket(account, ticket);
    surroundings.kubo.beforeAnswer = async () => {
      relay.child.kill("SIGKILL");
      await relay.ended;
    };
    await expect(sendFile(relay, ticket, signature, wav)).rejects.toThrow();
    surroundings.kubo.beforeAnswer = async () => undefined;

    expect(await errorCode(await sendFile(surroundings, ticket, signature, wav))).toBe("409 pin.ticket_busy");
    await surroundings.database.query("update relay.upload_tickets set claimed_until = now()");
    const pin = await expectPin(await sendFile(surroundings, ticket, signature, wav));
    const { rows } = await surroundings.database.query("select cid from relay.pins");
    expect(rows).toEqual([{ cid: pin.cid }]);
  });

  it("says what is wrong with its environment, and nothing else, with 2", async () => {
    const relay = await spawned({ AUDIFI_CHAIN_ID: "one", AUDIFI_DATABASE_URL: "very-secret-value" });
    expect(await relay.ended).toBe(2);
    expect(relay.output()).toMatch(
      /AUDIFI_CHAIN_ID must be a whole number[\s\S]*AUDIFI_DATABASE_URL must be/,
    );
    expect(relay.output()).not.toContain("very-secret-value");
  });

  it("ends with 1 when its port is taken or its database is away", async () => {
    const taken = await spawned({ AUDIFI_RELAY_PORT: new URL(surroundings.url).port });
    expect(await taken.ended).toBe(1);
    expect(taken.output()).toContain("EADDRINUSE");
    const lonely = await spawned({
      AUDIFI_DATABASE_URL: "postgres://postgres:very-secret-value@127.0.0.1:1/relay",
    });
    expect(await lonely.ended).toBe(1);
    expect(lonely.output()).toContain("ECONNREFUSED");
    expect(lonely.output()).not.toContain("very-secret-value");
  });
});

const requestTicketState = async (nonce: string): Promise<string> =>
  (await fetch(`${surroundings.url}/v1/pins/tickets/${nonce}`)).text();
