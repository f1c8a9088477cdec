import { afterEach, describe, expect, it } from "vitest";
import { callerKey } from "../../src/plugins/security.ts";
import * as media from "../helpers/media.ts";
import { APP_ORIGIN } from "../helpers/config.ts";
import {
  errorCode,
  expectPin,
  pinFile,
  requestTicket,
  sendFile,
  signTicket,
  startRelay,
  testAccount,
  type TestRelay,
} from "../helpers/relay.ts";

const account = testAccount(77);
const wav = media.wav();
let relay: TestRelay;

const start = async (environment: Record<string, string>) => {
  relay = await startRelay(environment);
};
afterEach(() => relay.close());

describe("quota", () => {
  it("ends at the count, for this account only", async () => {
    await start({ AUDIFI_QUOTA_COUNT: "2" });
    await expectPin(await pinFile(relay, account, "audio", wav));
    await expectPin(await pinFile(relay, account, "audio", wav));
    await expect(requestTicket(relay, account, "audio", wav)).rejects.toThrow("pin.quota_exceeded");
    await expectPin(await pinFile(relay, testAccount(78), "audio", wav));
  });

  it("begins anew at midnight", async () => {
    await start({ AUDIFI_QUOTA_COUNT: "1" });
    await expectPin(await pinFile(relay, account, "audio", wav));
    await relay.database.query("update relay.pins set created_at = created_at - interval '1 day'");
    await expectPin(await pinFile(relay, account, "audio", wav));
  });

  it("is not exceeded by tickets taken ahead and uploads that race", async () => {
    await start({ AUDIFI_QUOTA_BYTES: String(wav.length * 2 + 1) });
    relay.kubo.beforeAnswer = () => new Promise((resolve) => setTimeout(resolve, 50));
    const tickets = await Promise.all(
      Array.from({ length: 4 }, () =>
        requestTicket(relay, account, "audio", wav).then(({ ticket }) => ticket),
      ),
    );
    const answers = await Promise.all(
      tickets.map(async (ticket) => sendFile(relay, ticket, await signTicket(account, ticket), wav)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(await Promise.all(refused.map(errorCode))).toEqual([
      "429 pin.quota_exceeded",
      "429 pin.quota_exceeded",
    ]);
  });

  it("has a total for the service, whatever number of accounts ask", async () => {
    await start({ AUDIFI_SERVICE_QUOTA_BYTES: String(wav.length) });
    await expectPin(await pinFile(relay, account, "audio", wav));
    await expect(requestTicket(relay, testAccount(79), "audio", wav)).rejects.toThrow("pin.service_full");
  });
});

describe("rate limit", () => {
  it("refuses a caller who asks too often, but not the machines that watch", async () => {
    await start({ AUDIFI_RATE_LIMIT: "5" });
    const ask = () => fetch(`${relay.url}/v1/pins/quota/${account.address}`);
    for (let count = 0; count < 5; count += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await errorCode(refused)).toBe("429 request.rate_limited");
    expect((await fetch(`${relay.url}/healthz`)).status).toBe(200);
  });

  it("counts the /64 of IPv6, not the address", () => {
    expect(callerKey("2001:db8:1:2:3:4:5:6")).toBe(callerKey("2001:db8:1:2::9"));
    expect(callerKey("2001:db8:1:2::1")).not.toBe(callerKey("2001:db8:1:3::1"));
    expect(callerKey("::1")).toBe("0:0:0:0");
    expect(callerKey("10.0.0.1")).not.toBe(callerKey("10.0.0.2"));
  });

  it("believes no header about where a caller comes from", async () => {
    await start({ AUDIFI_RATE_LIMIT: "1" });
    const ask = (ip: string) =>
      fetch(`${relay.url}/v1/pins/quota/${account.address}`, { headers: { "x-forwarded-for": ip } });
    expect((await ask("1.1.1.1")).status).toBe(200);
    expect((await ask("2.2.2.2")).status).toBe(429);
  });
});

describe("origins", () => {
  it("lets only the app's pages read answers", async () => {
    await start({});
    const ask = async (origin: string) =>
      (await fetch(`${relay.url}/healthz`, { headers: { origin } })).headers.get(
        "access-control-allow-origin",
      );
    expect(await ask(APP_ORIGIN)).toBe(APP_ORIGIN);
    expect(await ask("https://evil.example")).toBeNull();
    expect(await ask(`${APP_ORIGIN}.evil.example`)).toBeNull();
    expect(await ask("null")).toBeNull();
  });

  it("lets the app send the headers of an upload", async () => {
    await start({});
    const response = await fetch(`${relay.url}/v1/pins`, {
      method: "OPTIONS",
      headers: {
        origin: APP_ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "x-audifi-ticket,x-audifi-signature",
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-headers")).toContain("x-audifi-signature");
  });

  it("sends headers that keep answers from being taken for pages", async () => {
    await start({});
    const { headers } = await fetch(`${relay.url}/nowhere`);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  });
});
