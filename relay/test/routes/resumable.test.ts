import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { partialUploadType, type Quota } from "../../src/protocol/pins.ts";
import * as media from "../helpers/media.ts";
import { type RelayProcess, spawnRelay } from "../helpers/process.ts";
import { openRaw, readToEnd, requestHead } from "../helpers/raw-http.ts";
import { APP_ORIGIN } from "../helpers/config.ts";
import {
  errorCode,
  expectPin,
  requestTicket,
  sendFile,
  signTicket,
  startRelay,
  testAccount,
  type TestRelay,
} from "../helpers/relay.ts";
import { begin, beginUpload, forget, sendPart, whereIs } from "../helpers/resumable.ts";

let relay: TestRelay;
let folder: string;
let next = 50_000;
const newAccount = () => testAccount((next += 1));
const partials = async () => (await readdir(folder)).filter((name) => name.startsWith("audifi-partial-"));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "audifi-spool-test-"));
  relay = await startRelay({ AUDIFI_SPOOL_DIR: folder });
});
afterAll(async () => {
  await relay.close();
  await rm(folder, { recursive: true });
});

const wav = media.wav(200_000);
const half = wav.length / 2;

describe("POST /v1/pins/uploads", () => {
  it("opens an upload for a signed ticket, the same one when asked again", async () => {
    const account = newAccount();
    const { ticket } = await requestTicket(relay, account, "audio", wav);
    const signature = await signTicket(account, ticket);
    const response = await begin(relay, ticket, signature);
    expect(response.status).toBe(201);
    expect(response.headers.get("location")).toBe(`/v1/pins/uploads/${ticket.nonce}`);
    expect(response.headers.get("upload-limit")).toBe(`max-size=${200 * 1024 ** 2}, max-age=86400`);
    expect(await response.json()).toMatchObject({ offset: 0, size: wav.length });
    await sendPart(relay, ticket.nonce, 0, wav.subarray(0, 1_000));
    expect(await (await begin(relay, ticket, signature)).json()).toMatchObject({ offset: 1_000 });
    expect(await errorCode(await sendFile(relay, ticket, signature, wav))).toBe("409 pin.ticket_busy");
  });

  it("refuses a signature of somebody else before anything is kept", async () => {
    const { ticket } = await requestTicket(relay, newAccount(), "audio", wav);
    const response = await begin(relay, ticket, await signTicket(newAccount(), ticket));
    expect(await errorCode(response)).toBe("401 pin.signature_invalid");
    expect(await whereIs(relay, ticket.nonce)).toBe("404");
  });

  it("counts unfinished files against the quota and lets the one that rests longest make room", async () => {
    const account = newAccount();
    const first = await beginUpload(relay, account, "audio", wav);
    await sendPart(relay, first, 0, wav.subarray(0, 10));
    for (let more = 0; more < 4; more += 1) await beginUpload(relay, account, "audio", wav);
    expect(await whereIs(relay, first)).toBe("404");
    const quota = (await (await fetch(`${relay.url}/v1/pins/quota/${account.address}`)).json()) as Quota;
    expect(quota).toMatchObject({ usedCount: 4, usedBytes: 4 * wav.length });
  });
});

describe("PATCH /v1/pins/uploads/:nonce", () => {
  it("takes a file in parts and pins it with the last one", async () => {
    const account = newAccount();
    const nonce = await beginUpload(relay, account, "audio", wav);
    const before = (await partials()).length;
    const part = await sendPart(relay, nonce, 0, wav.subarray(0, half));
    expect([part.status, part.headers.get("upload-complete")]).toEqual([202, "?0"]);
    expect(await whereIs(relay, nonce)).toBe(`204 ${half} ?0`);
    const pin = await expectPin(await sendPart(relay, nonce, half, wav.subarray(half)));
    expect(relay.kubo.files.get(pin.cid)?.equals(wav)).toBe(true);
    expect(pin).toMatchObject({ kind: "audio", contentType: "audio/wav", size: wav.length });
    expect(await whereIs(relay, nonce)).toBe(`204 ${wav.length} ?1`);
    expect(await partials()).toHaveLength(before);
    expect(await errorCode(await sendPart(relay, nonce, wav.length, Buffer.alloc(0)))).toBe(
      "409 pin.ticket_used",
    );
  });

  it("keeps what arrived before the connection broke", async () => {
    const other = media.wav(200_001);
    const nonce = await beginUpload(relay, newAccount(), "audio", other);
    const head = requestHead("PATCH", `/v1/pins/uploads/${nonce}`, {
      "content-type": partialUploadType,
      "upload-offset": 0,
      "content-length": other.length,
    });
    const socket = await openRaw(relay.url, head);
    socket.write(other.subarray(0, 70_000));
    await expect.poll(() => whereIs(relay, nonce)).toBe("204 70000 ?0");
    expect(await errorCode(await sendPart(relay, nonce, 70_000, other.subarray(70_000)))).toBe(
      "409 pin.ticket_busy",
    );
    socket.destroy();
    const rest = async () => (await sendPart(relay, nonce, 70_000, other.subarray(70_000))).status;
    await expect.poll(rest).toBe(200);
    expect([...relay.kubo.files.values()].some((file) => file.equals(other))).toBe(true);
  });

  it("refuses a part that does not begin where the upload is, and says where that is", async () => {
    const nonce = await beginUpload(relay, newAccount(), "audio", wav);
    await sendPart(relay, nonce, 0, wav.subarray(0, 100));
    const refused = await sendPart(relay, nonce, 50, wav.subarray(50));
    expect(refused.headers.get("upload-offset")).toBe("100");
    expect(await errorCode(refused)).toBe("409 pin.offset_mismatch");
  });

  it("refuses more than the ticket is for, other types, and two gigabytes by their headers", async () => {
    const nonce = await beginUpload(relay, newAccount(), "audio", wav);
    const longer = Buffer.concat([wav, Buffer.alloc(1)]);
    expect(await errorCode(await sendPart(relay, nonce, 0, longer))).toBe("400 pin.size_mismatch");
    const typed = (headers: Record<string, string>) =>
      fetch(`${relay.url}/v1/pins/uploads/${nonce}`, { method: "PATCH", headers, body: "RIFF" });
    const asText = await typed({ "content-type": "text/plain", "upload-offset": "0" });
    expect(await errorCode(asText)).toBe("415 request.unsupported_media_type");
    expect(await errorCode(await typed({ "content-type": partialUploadType }))).toBe("400 request.invalid");
    const head = requestHead("PATCH", `/v1/pins/uploads/${nonce}`, {
      "content-type": partialUploadType,
      "upload-offset": 0,
      "content-length": 2 * 1024 ** 3,
    });
    const answer = await readToEnd(await openRaw(relay.url, head));
    expect([answer.status, answer.text.includes("request.too_large")]).toEqual([413, true]);
    expect(await whereIs(relay, nonce)).toBe("204 0 ?0");
  });

  it.each([
    ["another file", Buffer.alloc(wav.length, 1), wav, "400 pin.digest_mismatch"],
    ["no recording", Buffer.alloc(1_000), Buffer.alloc(1_000), "415 pin.content_refused"],
  ])("forgets an upload that turned out to be %s", async (_what, sent, promised, code) => {
    const nonce = await beginUpload(relay, newAccount(), "audio", promised);
    expect(await errorCode(await sendPart(relay, nonce, 0, sent))).toBe(code);
    expect(await whereIs(relay, nonce)).toBe("404");
  });

  it("keeps a whole file while the pinning service is away, and pins it without sending it again", async () => {
    const nonce = await beginUpload(relay, newAccount(), "audio", wav);
    relay.kubo.mode = "down";
    const refused = await sendPart(relay, nonce, 0, wav);
    expect(await errorCode(refused)).toBe("503 pin.target_unavailable");
    relay.kubo.mode = "up";
    expect(await whereIs(relay, nonce)).toBe(`204 ${wav.length} ?0`);
    await expectPin(await sendPart(relay, nonce, wav.length, Buffer.alloc(0)));
  });

  it("forgets what was left for too long", async () => {
    const nonce = await beginUpload(relay, newAccount(), "audio", wav);
    await relay.database.query(
      "update relay.upload_tickets set upload_expires = now() - interval '1 second' where nonce = $1",
      [Buffer.from(nonce.slice(2), "hex")],
    );
    expect(await whereIs(relay, nonce)).toBe("404");
    expect(await errorCode(await sendPart(relay, nonce, 0, wav))).toBe("404 pin.upload_unknown");
  });
});

describe("DELETE /v1/pins/uploads/:nonce", () => {
  it("forgets the upload and its bytes", async () => {
    const nonce = await beginUpload(relay, newAccount(), "audio", wav);
    await sendPart(relay, nonce, 0, wav.subarray(0, half));
    const before = (await partials()).length;
    expect((await forget(relay, nonce)).status).toBe(204);
    expect(await whereIs(relay, nonce)).toBe("404");
    expect(await partials()).toHaveLength(before - 1);
    expect(await errorCode(await forget(relay, nonce))).toBe("404 pin.upload_unknown");
  });
});

describe("a browser of the app", () => {
  it("may send parts and read the offset", async () => {
    const response = await fetch(`${relay.url}/v1/pins/uploads/0x${"00".repeat(32)}`, {
      method: "OPTIONS",
      headers: {
        origin: APP_ORIGIN,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "upload-offset,content-type",
      },
    });
    expect(response.headers.get("access-control-allow-methods")).toContain("PATCH");
    expect(response.headers.get("access-control-allow-headers")).toContain("upload-offset");
    const head = await fetch(`${relay.url}/v1/pins/uploads/0x${"00".repeat(32)}`, {
      method: "HEAD",
      headers: { origin: APP_ORIGIN },
    });
    expect(head.headers.get("access-control-expose-headers")).toContain("upload-offset");
  });
});

describe("when the relay is killed in the middle of a file", () => {
  const running: RelayProcess[] = [];
  afterAll(() => running.forEach(({ child }) => child.kill("SIGKILL")));

  it("goes on where the file was", async () => {
    const start = async () => {
      const started = await spawnRelay({ ...relay.environment, AUDIFI_LOG_LEVEL: "info" });
      running.push(started);
      return started;
    };
    const first = await start();
    const nonce = await beginUpload(first, newAccount(), "audio", wav);
    const head = requestHead("PATCH", `/v1/pins/uploads/${nonce}`, {
      "content-type": partialUploadType,
      "upload-offset": 0,
      "content-length": wav.length,
    });
    const socket = await openRaw(first.url, head);
    socket.write(wav.subarray(0, half));
    await expect.poll(() => whereIs(first, nonce)).toBe(`204 ${half} ?0`);
    first.child.kill("SIGKILL");
    await first.ended;

    const second = await start();
    expect(await whereIs(second, nonce)).toBe(`204 ${half} ?0`);
    // The claim of the dead relay lapses by itself.
    await relay.database.query("update relay.upload_tickets set claimed_until = now() - interval '1 second'");
    await expectPin(await sendPart(second, nonce, half, wav.subarray(half)));
  });
});
