import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signWebhook } from "../../../src/services/webhook-signature.ts";
import { HOOK_SECRET, type IdentityRelay, startIdentityRelay } from "../../helpers/identity.ts";
import { readSignInLetter } from "../../helpers/mail.ts";
import { Browser } from "../../helpers/people.ts";
import { errorCode } from "../../helpers/relay.ts";

const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
const webhookKey = keys.publicKey.export({ format: "der", type: "spki" }).toString("base64");
let relay: IdentityRelay;
beforeAll(async () => {
  relay = await startIdentityRelay({ SENDGRID_WEBHOOK_KEY: webhookKey });
});
afterAll(() => relay.close());

const send = (path: string, headers: object, body: string) =>
  fetch(`${relay.url}/v1/webhooks/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });

describe("POST /v1/webhooks/supabase", () => {
  const call = (email: string, code = "123456") =>
    JSON.stringify({
      user: { email },
      email_data: { token: code, token_hash: "f".repeat(56), redirect_to: "" },
    });

  it("writes one letter per call, however often it comes", async () => {
    const body = call("hooked@example.org", "654321");
    const headers = signWebhook(HOOK_SECRET, "msg_1", body);
    for (let time = 0; time < 3; time += 1) expect((await send("supabase", headers, body)).status).toBe(200);
    const letter = await relay.mail.letterTo("hooked@example.org");
    expect(readSignInLetter(letter)).toEqual({ code: "654321", token: "f".repeat(56) });
    const { rows } = await relay.database.query("select 1 from relay.outbox where key = 'supabase-msg_1'");
    expect(rows).toHaveLength(1);
  });

  it("refuses what Supabase did not sign, or signed long ago, or signed otherwise", async () => {
    const body = call("forged@example.org");
    const good = signWebhook(HOOK_SECRET, "msg_2", body);
    const old = signWebhook(HOOK_SECRET, "msg_2", body, Date.now() - 301_000);
    const other = signWebhook(`v1,whsec_${"A".repeat(44)}`, "msg_2", body);
    const forged: object[] = [
      {},
      old,
      other,
      { ...good, "webhook-id": "msg_3" },
      { ...good, "webhook-signature": "v1," },
    ];
    for (const headers of forged) {
      expect(await errorCode(await send("supabase", headers, body))).toBe("401 webhook.signature_invalid");
    }
    expect(await errorCode(await send("supabase", good, call("other@example.org")))).toBe(
      "401 webhook.signature_invalid",
    );
  });

  it("refuses a signed body that is no call", async () => {
    for (const body of ["{}", "[]", "nothing", call("no address"), call("a@example.org", "12345a")]) {
      const answer = await send("supabase", signWebhook(HOOK_SECRET, "msg_4", body), body);
      expect(await errorCode(answer)).toBe("400 request.invalid");
    }
  });
});

describe("POST /v1/webhooks/sendgrid", () => {
  const report = (body: string, { age = 0, key = keys.privateKey } = {}) => {
    const timestamp = String(Math.floor(Date.now() / 1_000) - age);
    const signature = sign("sha256", Buffer.from(timestamp + body), key).toString("base64");
    const names = "x-twilio-email-event-webhook-";
    return send("sendgrid", { [`${names}timestamp`]: timestamp, [`${names}signature`]: signature }, body);
  };
  const bounce = (email: string, more = {}) =>
    JSON.stringify([{ event: "bounce", email, type: "bounce", ...more }]);
  const isSuppressed = async (email: string) => {
    const before = relay.mail.letters.length;
    await relay.database.query("delete from relay.attempts");
    await new Browser(relay).post("/v1/auth/email", { email });
    await expect
      .poll(async () => {
        const { rows } = await relay.database.query(
          "select 1 from relay.outbox where topic = 'letter:urgent' and done_at is null and failed_at is null union all select 1 from relay.outbox where topic = 'email-code' and done_at is null",
        );
        return rows.length;
      })
      .toBe(0);
    return relay.mail.letters.length === before;
  };

  it("keeps letters from addresses that bounced", async () => {
    expect((await report(bounce("Bounced@example.org"))).status).toBe(204);
    expect(await isSuppressed("bounced@example.org")).toBe(true);
    expect((await report(bounce("blocked@example.org", { type: "blocked" }))).status).toBe(204);
    expect((await report(JSON.stringify([{ event: "delivered", email: "fine@example.org" }]))).status).toBe(
      204,
    );
    expect(await isSuppressed("blocked@example.org")).toBe(false);
    expect(await isSuppressed("fine@example.org")).toBe(false);
  });

  it("lets somebody sign in again a day after a bounce", async () => {
    await report(bounce("back@example.org"));
    await relay.database.query(
      "update relay.mail_suppressions set suppressed_at = now() - interval '25 hours'",
    );
    expect(await isSuppressed("back@example.org")).toBe(false);
  });

  it("refuses reports of others, old ones and nonsense", async () => {
    const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const key = createPrivateKey(stranger.export({ format: "pem", type: "pkcs8" }));
    expect(await errorCode(await report(bounce("a@example.org"), { key }))).toBe(
      "401 webhook.signature_invalid",
    );
    expect(await errorCode(await report(bounce("a@example.org"), { age: 601 }))).toBe(
      "401 webhook.signature_invalid",
    );
    expect(await errorCode(await send("sendgrid", {}, "[]"))).toBe("401 webhook.signature_invalid");
    expect(await errorCode(await report("{}"))).toBe("400 request.invalid");
  });
});
