import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PinKind } from "../../src/protocol/pins.ts";
import * as media from "../helpers/media.ts";
import { openRaw, readToEnd, requestHead } from "../helpers/raw-http.ts";
import {
  errorCode,
  expectPin,
  pinFile,
  postJson,
  requestTicket,
  sendFile,
  signTicket,
  startRelay,
  testAccount,
  type TestRelay,
} from "../helpers/relay.ts";

let relay: TestRelay;
let next = 1_000;
const newAccount = () => testAccount((next += 1));

beforeAll(async () => {
  relay = await startRelay();
});
afterAll(() => relay.close());

const wav = media.wav();
const mebibyte = 1_048_576;
const digest = `0x${"11".repeat(32)}`;

describe("POST /v1/pins/tickets", () => {
  const account = testAccount(9).address;

  it.each([
    ["audio", 200 * mebibyte],
    ["cover", 10 * mebibyte],
    ["text", 65_536],
    ["metadata", 262_144],
    ["presale", mebibyte],
  ])("grants %s up to its limit and not a byte more", async (kind, limit) => {
    const ask = (size: number) => postJson(`${relay.url}/v1/pins/tickets`, { account, kind, digest, size });
    expect((await ask(limit)).status).toBe(200);
    expect(await errorCode(await ask(limit + 1))).toBe("413 pin.size_over_limit");
  });

  it.each([
    [{ account, kind: "audio", digest, size: 0 }],
    [{ account, kind: "audio", digest, size: -1 }],
    [{ account, kind: "audio", digest, size: 1.5 }],
    [{ account, kind: "audio", digest, size: 1e300 }],
    [{ account, kind: "audio", digest, size: "12" }],
    [{ account, kind: "video", digest, size: 12 }],
    [{ account: "0x12", kind: "audio", digest, size: 12 }],
    [{ account, kind: "audio", digest: "0x12", size: 12 }],
    [{ account, kind: "audio", digest, size: 12, nonce: digest }],
    [[]],
    ["null"],
    ["{"],
  ])("refuses %j", async (body) => {
    const response = await postJson(`${relay.url}/v1/pins/tickets`, body);
    expect(await errorCode(response)).toBe("400 request.invalid");
  });

  it("refuses a body that is too long for any question", async () => {
    const response = await postJson(`${relay.url}/v1/pins/tickets`, { account, padding: "x".repeat(5_000) });
    expect(await errorCode(response)).toBe("413 request.too_large");
  });
});

describe("POST /v1/pins", () => {
  describe("when the body is not the file", () => {
    it("refuses two gigabytes before a byte of them is read, and hangs up", async () => {
      const before = process.memoryUsage().rss;
      const head = requestHead("POST", "/v1/pins", { "content-length": 2 * 1024 * mebibyte });
      const socket = await openRaw(relay.url, head);
      const chunk = Buffer.alloc(65_536);
      const flood = setInterval(() => socket.writable && socket.write(chunk), 5);
      const answer = await readToEnd(socket);
      clearInterval(flood);
      expect(answer.status).toBe(413);
      expect(answer.text).toContain("request.too_large");
      expect(process.memoryUsage().rss - before).toBeLessThan(64 * mebibyte);
    });

    it("refuses a length that is not the ticket's", async () => {
      const account = newAccount();
      const { ticket } = await requestTicket(relay, account, "audio", wav);
      const response = await sendFile(relay, ticket, await signTicket(account, ticket), wav.subarray(1));
      expect(await errorCode(response)).toBe("400 pin.size_mismatch");
    });

    it("refuses a body without a length", async () => {
      const socket = await openRaw(
        relay.url,
        requestHead("POST", "/v1/pins", { "transfer-encoding": "chunked" }),
      );
      const answer = await readToEnd(socket);
      expect([answer.status, answer.text.includes("request.length_required")]).toEqual([411, true]);
    });

    it("refuses a compressed body", async () => {
      const response = await fetch(`${relay.url}/v1/pins`, {
        method: "POST",
        headers: { "content-encoding": "gzip" },
        body: new Uint8Array(20),
      });
      expect(await errorCode(response)).toBe("415 request.unsupported_media_type");
    });

    it("opens the ticket again when the connection breaks", async () => {
      const account = newAccount();
      const { ticket } = await requestTicket(relay, account, "audio", wav);
      const signature = await signTicket(account, ticket);
      const head = requestHead("POST", "/v1/pins", {
        "x-audifi-ticket": ticket.nonce,
        "x-audifi-signature": signature,
        "content-length": wav.length,
      });
      const state = async () =>
        ((await (await fetch(`${relay.url}/v1/pins/tickets/${ticket.nonce}`)).json()) as { state: string })
          .state;
      const socket = await openRaw(relay.url, head);
      socket.write(wav.subarray(0, 100));
      await expect.poll(state).toBe("uploading");
      expect(await errorCode(await sendFile(relay, ticket, signature, wav))).toBe("409 pin.ticket_busy");
      socket.destroy();
      await expect.poll(state).toBe("open");
      await expectPin(await sendFile(relay, ticket, signature, wav));
    });
  });

  describe("when the file is not what its kind says", () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const html = Buffer.from("<!DOCTYPE html><html><body onload=alert(1)></body></html>");
    const emptyWav = media.wav(0);
    const files: [string, PinKind, Buffer][] = [
      ["an SVG with a script", "cover", svg],
      ["an SVG without one", "cover", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
      ["a page as cover", "cover", html],
      ["a page as audio", "audio", html],
      ["a recording as cover", "cover", wav],
      ["a picture as audio", "audio", media.png()],
      ["a picture with a page behind it", "cover", Buffer.concat([media.png(), html])],
      ["a page with a picture behind it", "cover", Buffer.concat([html, media.png()])],
      ["a picture with a script inside", "cover", media.png(64, 64, "<ScRiPt>alert(1)</script>")],
      ["a JPEG with a page behind it", "cover", Buffer.concat([media.jpeg(), html])],
      ["a recording with a script in its title", "audio", media.mp3WithId3("<script src=//x></script>")],
      ["a picture cut short", "cover", media.png().subarray(0, 60)],
      ["a picture of 50,000 by 50,000 pixels", "cover", media.png(50_000, 50_000)],
      ["a picture without pixels", "cover", media.png(0, 64)],
      ["a GIF", "cover", Buffer.from("GIF89a\x01\0\x01\0\0\0\0;padding-padding-padding-padding")],
      ["a WAV without samples", "audio", emptyWav],
      ["a WAV cut short", "audio", wav.subarray(0, 40)],
      ["a FLAC cut short", "audio", media.flac().subarray(0, 20)],
      ["an MP3 of one frame", "audio", media.mp3().subarray(0, 417)],
      ["zeros", "audio", Buffer.alloc(4_096)],
      ["one byte", "audio", Buffer.from("R")],
      ["one byte", "cover", Buffer.from([0x89])],
      ["a page as text", "text", html],
      ["an SVG as text", "text", Buffer.from(' \n<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
      ["a text with a script inside", "text", Buffer.from("la la <script>alert(1)</script>")],
      ["a document for print as text", "text", Buffer.from("%PDF-1.7 and more")],
      ["a picture as text", "text", media.png()],
      ["blanks as text", "text", Buffer.from(" \n\t\n")],
      ["a text in another encoding", "text", Buffer.from([0x45, 0x62, 0x62, 0xe9, 0x65])],
      ["a text with a byte order mark", "text", Buffer.from("\ufeffla la")],
      ["a text with a zero in it", "text", Buffer.from("la\0la")],
      ["a text that turns its lines around", "text", Buffer.from("la \u202e al")],
    ];
    it.each(files)("refuses %s as %s", async (_what, kind, file) => {
      const before = relay.kubo.adds;
      expect(await errorCode(await pinFile(relay, newAccount(), kind, file))).toBe("415 pin.content_refused");
      expect(relay.kubo.adds).toBe(before);
    });
  });

  describe("when a document is not valid", () => {
    const hidden = '{"name":"x","__proto__":{"a":1},"image":"i","animation_url":"a"}';
    const documents: [string, Buffer][] = [
      ["no JSON", Buffer.from("{")],
      ["no UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
      ["a byte order mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), media.metadata()])],
      ["120,000 levels", Buffer.from("[".repeat(120_000) + "]".repeat(120_000))],
      ["120,000 open levels", Buffer.from('{"name":'.repeat(30_000))],
      ["a list", Buffer.from("[]")],
      ["null", Buffer.from("null")],
      ["a prototype", Buffer.from(hidden)],
      ["a key nobody knows", media.metadata({ onload: "alert(1)" })],
      ["a title of 65 bytes", media.metadata({ name: "é".repeat(32) + "x" })],
      ["a title with a control character", media.metadata({ name: "Night\u0007Drive" })],
      ["a title that reads backwards", media.metadata({ name: "Night\u202eevirD" })],
      ["an empty title", media.metadata({ name: "" })],
      ["a script as picture", media.metadata({ image: "javascript:alert(1)" })],
      ["a picture inside the house", media.metadata({ image: "http://169.254.169.254/latest/meta-data" })],
      ["a data URI", media.metadata({ image: "data:text/html,<script>alert(1)</script>" })],
      ["a script as link", media.metadata({ external_url: "javascript:alert(1)" })],
      ["a link with a password", media.metadata({ external_url: "https://a:b@audifi.example" })],
      ["a waveform of a million", media.metadata({ waveform: Array.from({ length: 5_000 }, () => 1) })],
      ["an infinite length", Buffer.from(media.metadata({ duration: 7 }).toString().replace(":7", ":1e999"))],
    ];
    it.each(documents)("refuses %s", async (_what, file) => {
      expect(await errorCode(await pinFile(relay, newAccount(), "metadata", file))).toBe(
        "422 pin.document_invalid",
      );
    });

    it("takes a title with quotes, and markup as text", async () => {
      const file = media.metadata({
        name: 'She said "no" \\ <b>',
        description: "<script>alert(1)</script>\n2 > 1",
      });
      await expectPin(await pinFile(relay, newAccount(), "metadata", file));
    });
  });
});
