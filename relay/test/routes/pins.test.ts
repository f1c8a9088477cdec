import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PinKind, Quota, TicketState } from "../../src/protocol/pins.ts";
import { cidOf } from "../helpers/fake-kubo.ts";
import * as media from "../helpers/media.ts";
import {
  errorCode,
  expectPin,
  KUBO_PASSWORD,
  pinFile,
  requestTicket,
  sendFile,
  signTicket,
  startRelay,
  testAccount,
  type TestRelay,
} from "../helpers/relay.ts";

let relay: TestRelay;
let next = 1;
/** Nobody's quota or tickets meet another test's. */
const newAccount = () => testAccount((next += 1));

beforeAll(async () => {
  relay = await startRelay();
});
afterAll(() => relay.close());
beforeEach(() => {
  relay.kubo.mode = "up";
  relay.kubo.beforeAnswer = async () => undefined;
  relay.chain.isDown = false;
});

describe("POST /v1/pins", () => {
  describe("when the file is what its ticket says", () => {
    const files: [PinKind, string, Buffer][] = [
      ["audio", "audio/wav", media.wav()],
      ["audio", "audio/flac", media.flac()],
      ["audio", "audio/mpeg", media.mp3()],
      ["audio", "audio/mpeg", media.mp3WithId3()],
      ["audio", "audio/aac", media.aac()],
      ["audio", "audio/ogg; codecs=opus", media.ogg()],
      ["audio", "audio/ogg; codecs=vorbis", media.ogg("\x01vorbis")],
      ["audio", "audio/mp4", media.m4a()],
      ["cover", "image/png", media.png()],
      ["cover", "image/jpeg", media.jpeg()],
      ["cover", "image/webp", media.webp()],
      ["cover", "image/avif", media.avif()],
      ["text", "text/plain; charset=utf-8", Buffer.from("Low tide,\n\tlow light: 2 < 3.\nÉbb – 干潮\n")],
      ["metadata", "application/json", media.metadata()],
      ["presale", "application/json", media.presaleList(10_000)],
    ];
    it.each(files)("pins %s as %s", async (kind, contentType, file) => {
      const pin = await expectPin(await pinFile(relay, newAccount(), kind, file));
      expect(pin).toEqual({ cid: cidOf(file), size: file.length, kind, contentType });
      expect(relay.kubo.files.get(pin.cid)).toEqual(file);
    });

    it("sends the credentials of the RPC as a header", async () => {
      await expectPin(await pinFile(relay, newAccount(), "audio", media.wav()));
      const credentials = Buffer.from(`user:${KUBO_PASSWORD}`).toString("base64");
      expect(relay.kubo.authorization).toBe(`Basic ${credentials}`);
    });

    it("pins a file of many chunks", async () => {
      const file = media.wav(1_500_000);
      const pin = await expectPin(await pinFile(relay, newAccount(), "audio", file));
      expect(relay.kubo.files.get(pin.cid)?.equals(file)).toBe(true);
    });
  });

  describe("when the signature is not the account's", () => {
    const file = media.wav();
    const refusal = "401 pin.signature_invalid";

    it("refuses another key", async () => {
      const { ticket } = await requestTicket(relay, newAccount(), "audio", file);
      const response = await sendFile(relay, ticket, await signTicket(newAccount(), ticket), file);
      expect(await errorCode(response)).toBe(refusal);
    });

    it("refuses a signature for another chain", async () => {
      const account = newAccount();
      const { ticket } = await requestTicket(relay, account, "audio", file);
      const response = await sendFile(relay, ticket, await signTicket(account, ticket, 1), file);
      expect(await errorCode(response)).toBe(refusal);
    });

    it("refuses the same signature with a high s", async () => {
      const { withHighS } = await import("../helpers/relay.ts");
      const account = newAccount();
      const { ticket } = await requestTicket(relay, account, "audio", file);
      const signature = await signTicket(account, ticket);
      expect(await errorCode(await sendFile(relay, ticket, withHighS(signature), file))).toBe(refusal);
      await expectPin(await sendFile(relay, ticket, signature, file));
    });

    it("refuses a signature for another ticket of the same account", async () => {
      const account = newAccount();
      const first = await requestTicket(relay, account, "audio", file);
      const second = await requestTicket(relay, account, "audio", file);
      const response = await sendFile(relay, second.ticket, await signTicket(account, first.ticket), file);
      expect(await errorCode(response)).toBe(refusal);
    });

    it("says so when it cannot ask the chain about a contract wallet", async () => {
      relay.chain.isDown = true;
      const { ticket } = await requestTicket(relay, newAccount(), "audio", file);
      const response = await sendFile(relay, ticket, await signTicket(newAccount(), ticket), file);
      expect(await errorCode(response)).toBe("503 chain.unavailable");
    });
  });

  describe("when the account is a contract", () => {
    it.each([
      ["accepts", 200],
      ["rejects", 401],
    ] as const)("does what the contract says: it %s", async (verdict, status) => {
      const account = newAccount();
      relay.chain.contracts.set(account.address.toLowerCase(), verdict);
      const { ticket } = await requestTicket(relay, account, "audio", media.wav());
      const response = await sendFile(relay, ticket, await signTicket(newAccount(), ticket), media.wav());
      expect(response.status).toBe(status);
    });
  });

  describe("when the ticket is not open", () => {
    const file = media.wav();

    it("refuses a nonce that was never issued", async () => {
      const account = newAccount();
      const { ticket } = await requestTicket(relay, account, "audio", file);
      const made = { ...ticket, nonce: `0x${"ab".repeat(32)}` } as const;
      expect(await errorCode(await sendFile(relay, made, await signTicket(account, made), file))).toBe(
        "404 pin.ticket_unknown",
      );
    });

    it("refuses an expired ticket", async () => {
      const account = newAccount();
      const { ticket } = await requestTicket(relay, account, "audio", file);
      await relay.database.query(
        "update relay.upload_tickets set deadline = now() - interval '1 second' where nonce = $1",
        [Buffer.from(ticket.nonce.slice(2), "hex")],
      );
      const response = await sendFile(relay, ticket, await signTicket(account, ticket), file);
      expect(await errorCode(response)).toBe("410 pin.ticket_expired");
    });

    it("refuses a second use, and tells what the first one made", async () => {
      const account = newAccount();
      const { ticket } = await requestTicket(relay, account, "audio", file);
      const signature = await signTicket(account, ticket);
      const pin = await expectPin(await sendFile(relay, ticket, signature, file));
      expect(await errorCode(await sendFile(relay, ticket, signature, file))).toBe("409 pin.ticket_used");
      const state = (await (
        await fetch(`${relay.url}/v1/pins/tickets/${ticket.nonce}`)
      ).json()) as TicketState;
      expect(state).toEqual({ state: "used", pin });
    });

    it("lets one of two racing uploads through", async () => {
      const account = newAccount();
      const { ticket } = await requestTicket(relay, account, "audio", file);
      const signature = await signTicket(account, ticket);
      const before = relay.kubo.adds;
      const answers = await Promise.all(
        Array.from({ length: 8 }, () =>
          sendFile(relay, ticket, signature, file).then(({ status }) => status),
        ),
      );
      expect(answers.filter((status) => status === 200)).toHaveLength(1);
      expect(answers.filter((status) => status === 409)).toHaveLength(7);
      expect(relay.kubo.adds).toBe(before + 1);
    });

    it("gives up on a ticket after five broken uploads", async () => {
      const account = newAccount();
      const { ticket } = await requestTicket(relay, account, "audio", file);
      const signature = await signTicket(account, ticket);
      const other = Buffer.from(file).fill(1);
      for (let attempt = 0; attempt < 5; attempt += 1) {
        expect(await errorCode(await sendFile(relay, ticket, signature, other))).toBe(
          "400 pin.digest_mismatch",
        );
      }
      expect(await errorCode(await sendFile(relay, ticket, signature, file))).toBe(
        "409 pin.ticket_exhausted",
      );
    });
  });

  describe("when pinning fails", () => {
    const file = media.png();

    it.each(["down", "error", "mute"] as const)(
      "keeps the ticket good while the target is %s",
      async (mode) => {
        const account = newAccount();
        const { ticket } = await requestTicket(relay, account, "cover", file);
        const signature = await signTicket(account, ticket);
        relay.kubo.mode = mode;
        for (let attempt = 0; attempt < 6; attempt += 1) {
          const refused = await sendFile(relay, ticket, signature, file);
          expect(refused.headers.get("retry-after")).toBe("5");
          expect(await errorCode(refused)).toBe("503 pin.target_unavailable");
        }
        relay.kubo.mode = "up";
        await expectPin(await sendFile(relay, ticket, signature, file));
      },
    );
  });
});

describe("GET /v1/pins/quota/:address", () => {
  it("counts what was pinned and nothing that was refused", async () => {
    const account = newAccount();
    const file = media.wav();
    await expectPin(await pinFile(relay, account, "audio", file));
    await pinFile(relay, account, "cover", file);
    const quota = (await (await fetch(`${relay.url}/v1/pins/quota/${account.address}`)).json()) as Quota;
    expect(quota).toMatchObject({ usedBytes: file.length, usedCount: 1, limitCount: 200 });
    expect(quota.resetsAt * 1_000).toBeGreaterThan(Date.now());
    expect(quota.resetsAt % 86_400).toBe(0);
  });
});
