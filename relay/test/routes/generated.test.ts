import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pinKinds } from "../../src/protocol/pins.ts";
import { createGenerator, strange } from "../helpers/generated.ts";
import * as media from "../helpers/media.ts";
import { openRaw, readToEnd, requestHead } from "../helpers/raw-http.ts";
import { sha256, signTicket, startRelay, testAccount, type TestRelay } from "../helpers/relay.ts";
import type { Ticket, TicketResponse } from "../../src/protocol/pins.ts";

const { RUNS, SEED, random, oneOf } = createGenerator();
const files = [
  media.wav(),
  media.png(),
  media.metadata(),
  Buffer.from("<html>"),
  media.mp3(),
  Buffer.alloc(100),
];
const account = testAccount(4_711);

let relay: TestRelay;
const statuses = new Map<string, number[]>();
const note = (route: string, { status }: { status: number }) =>
  statuses.set(route, [...(statuses.get(route) ?? []), status]);

beforeAll(async () => {
  relay = await startRelay({ AUDIFI_QUOTA_COUNT: "1000000", AUDIFI_QUOTA_BYTES: "1000000000000" });
});
afterAll(() => relay.close());

const get = (path: string) => fetch(relay.url + path);
const post = (path: string, headers: Record<string, string>, body: string | Buffer) =>
  fetch(relay.url + path, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : new Uint8Array(body),
  });

const generateTicketBody = (file: Buffer): string => {
  const body: Record<string, unknown> = {
    account: account.address,
    kind: oneOf(pinKinds),
    digest: sha256(file),
    size: file.length,
  };
  if (random(10) < 4) {
    body[oneOf(["account", "kind", "digest", "size", "__proto__", "more"])] = oneOf(strange);
  }
  const text = JSON.stringify(body);
  return random(20) === 0 ? text.slice(0, random(text.length)) : text;
};

const expectCalm = (route: string) => {
  const seen = statuses.get(route) ?? [];
  expect(seen.filter((status) => status >= 500)).toEqual([]);
  const valid = seen.filter((status) => status < 400).length;
  expect(valid / seen.length, `${route} seed ${SEED}`).toBeGreaterThan(0.4);
  expect(seen.filter((status) => status >= 400).length).toBeGreaterThan(0);
};

describe("generated requests", () => {
  it("meet no failure of ours at POST /v1/pins/tickets", { timeout: 600_000 }, async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const type =
        random(20) === 0
          ? oneOf(["text/plain", "application/xml", "multipart/form-data"])
          : "application/json";
      const body = generateTicketBody(oneOf(files));
      note("tickets", await post("/v1/pins/tickets", { "content-type": type }, body));
    }
    expectCalm("tickets");
  });

  it("meet no failure of ours at the routes that read", { timeout: 600_000 }, async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const part =
        random(10) < 6 ? testAccount(run + 1).address : encodeURIComponent(JSON.stringify(oneOf(strange)));
      note("quota", await get(`/v1/pins/quota/${part}`));
      const raw = random(3) === 0 ? `/v1/pins/quota/%${"zf0"[random(3)]}` : `/v1/${part}`;
      expect((await get(raw)).status).toBeLessThan(500);
    }
    expectCalm("quota");
  });

  it("meet no failure of ours at POST /v1/pins", { timeout: 600_000 }, async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const [kind, file] = oneOf([
        ["audio", media.wav(400 + random(400))],
        ["cover", media.png(1 + random(100), 1 + random(100))],
        ["metadata", media.metadata({ bpm: 60 + random(100) })],
      ] as const);
      const body = { account: account.address, kind, digest: sha256(file), size: file.length };
      const answer = await post(
        "/v1/pins/tickets",
        { "content-type": "application/json" },
        JSON.stringify(body),
      );
      const { ticket } = (await answer.json()) as TicketResponse;
      note("pins", await sendMutated(ticket, file));
    }
    expectCalm("pins");
  });
});

const sendMutated = async (ticket: Ticket, file: Buffer): Promise<{ status: number }> => {
  const headers: Record<string, string> = {
    "content-type": oneOf(["application/octet-stream", "text/html", "application/json"]),
    "x-audifi-ticket": ticket.nonce,
    "x-audifi-signature": await signTicket(account, ticket),
  };
  let sent = file;
  const mutation = random(10);
  if (mutation === 0) {
    headers["x-audifi-ticket"] = JSON.stringify(oneOf(strange)).replace(/[^\x20-\x7e]/g, "?");
  }
  if (mutation === 1) {
    headers["x-audifi-signature"] = `0x${"00".repeat(random(200))}`;
  }
  if (mutation === 2) {
    sent = Buffer.from(file);
    sent[random(sent.length)] = random(256);
  }
  if (mutation === 3) {
    const length = oneOf(["-1", "abc", "1e9", "0", "99999999999999999999", ""]);
    const head = requestHead("POST", "/v1/pins", {
      ...headers,
      "content-length": length,
      connection: "close",
    });
    return readToEnd(await openRaw(relay.url, head));
  }
  return post("/v1/pins", headers, sent);
};
