import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as media from "./helpers/media.ts";
import { APP_ORIGIN } from "./helpers/config.ts";
import {
  expectPin,
  KUBO_PASSWORD,
  pinFile,
  requestTicket,
  RPC_SECRET,
  sendFile,
  signTicket,
  startRelay,
  testAccount,
  type TestRelay,
} from "./helpers/relay.ts";

const JWT = "eyJhbGciOi.secret-pinata-token.c2lnbmF0dXJl";
const account = testAccount(8);
const wav = media.wav();
let relay: TestRelay;
const answers: string[] = [];

/** Goes through every success and every failure that meets a secret or a person, with the log at its loudest. */
beforeAll(async () => {
  relay = await startRelay({
    AUDIFI_LOG_LEVEL: "trace",
    PINATA_JWT: JWT,
    PINATA_GATEWAY: "http://127.0.0.1:1",
  });
  const keep = async (response: Response) => answers.push(await response.text());
  await expectPin(await pinFile(relay, account, "audio", wav));
  await keep(await fetch(`${relay.url}/v1/pins/quota/${account.address}`));
  await keep(await fetch(`${relay.url}/v1/pins/quota/${account.address}x`));
  await keep(await fetch(`${relay.url}/nowhere/${account.address}`, { headers: { origin: APP_ORIGIN } }));
  const { ticket } = await requestTicket(relay, account, "audio", wav);
  const stranger = await signTicket(testAccount(10), ticket);
  relay.chain.isDown = true;
  await keep(await sendFile(relay, ticket, stranger, wav));
  relay.chain.isDown = false;
  relay.kubo.mode = "down";
  await keep(await sendFile(relay, ticket, await signTicket(account, ticket), wav));
  await keep(await fetch(`${relay.url}/readyz`));
  await relay.database.query("alter table relay.pins rename to pins_away");
  await keep(await fetch(`${relay.url}/v1/pins/quota/${account.address}`));
  await relay.database.query("alter table relay.pins_away rename to pins");
});
afterAll(() => relay.close());

describe("logs and answers", () => {
  it("were written", () => {
    const text = relay.logs.join("");
    for (const seen of [
      "chain.unavailable",
      "pin.target_unavailable",
      "service.internal",
      "request completed",
    ]) {
      expect(text).toContain(seen);
    }
  });

  it.each([
    ["the key of the RPC", RPC_SECRET],
    ["the password of the pinning node", KUBO_PASSWORD],
    ["the same, encoded", Buffer.from(`user:${KUBO_PASSWORD}`).toString("base64")],
    ["the password of the database", "postgres-secret-password"],
    ["the token of Pinata", JWT],
    ["an account", account.address],
    ["an account in lower case", account.address.toLowerCase()],
    ["an account without its prefix", account.address.slice(2).toLowerCase()],
    ["where a caller is", "remoteAddress"],
  ])("do not contain %s", (_what, secret) => {
    expect(relay.logs.filter((line) => line.includes(secret))).toEqual([]);
    const own = answers.filter((text) => !text.includes("quota/") && text.includes(secret));
    expect(own).toEqual([]);
  });

  it("answer a failure of ours with its request id and no detail", () => {
    const last = JSON.parse(answers.at(-1) ?? "{}") as { error: Record<string, string> };
    expect(last.error).toMatchObject({
      code: "service.internal",
      message: "Something went wrong on our side.",
    });
    expect(relay.logs.some((line) => line.includes(last.error.requestId ?? "none"))).toBe(true);
  });
});
