import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase, type Database, migrate } from "../../../src/plugins/database.ts";
import { renderLetter } from "../../../src/services/mail/letter.ts";
import { signInLetter } from "../../../src/services/mail/letters.ts";
import { createMailer, createSendGridMailer } from "../../../src/services/mail/mailer.ts";
import { PostOffice } from "../../../src/services/mail/post-office.ts";
import { Outbox, Undeliverable } from "../../../src/services/outbox.ts";
import { silentLog } from "../../helpers/config.ts";
import { type MailDouble, startMailDouble } from "../../helpers/mail.ts";
import { createDatabase } from "../../helpers/relay.ts";

const FROM = "AudiFi <hello@audifi.example>";
const letter = { subject: "Hello", paragraphs: ["You earned 3 USDC."] };

describe("renderLetter", () => {
  it("lets nothing out of its place: not in HTML, not in headers", () => {
    const { html, subject } = renderLetter({
      subject: "a\r\nbcc: all@example.org",
      paragraphs: ['<script>alert(1)</script> & "so"'],
      action: { label: "<b>", url: 'https://a.example/"><script>' },
    });
    expect(subject).toBe("a bcc: all@example.org");
    expect(html).not.toMatch(/<script|<b>/);
  });

  it("says the same in plain text", () => {
    const { text } = renderLetter(
      signInLetter("https://app.example", { code: "123456", token: "t".repeat(56) }),
    );
    expect(text).toContain(`https://app.example/sign-in/confirm#${"t".repeat(56)}`);
    expect(text).toMatch(/^123456$/m);
  });
});

describe("SMTP", () => {
  let mail: MailDouble;
  let database: Database;
  let outbox: Outbox;
  let office: PostOffice;
  let close: () => void;
  beforeEach(async () => {
    mail = await startMailDouble();
    database = connectDatabase(await createDatabase(), () => undefined);
    await migrate(database);
    outbox = new Outbox(database, silentLog());
    office = new PostOffice({ secret: "secret", appUrl: "https://app.example", outbox });
    const mailer = createMailer({
      from: FROM,
      sender: { type: "smtp", url: mail.url },
      webhookKey: undefined,
    });
    close = mailer.close;
    office.open(database, mailer.send);
    await outbox.start();
  });
  afterEach(async () => {
    await outbox.stop();
    close();
    await Promise.all([mail.close(), database.end()]);
  });
  const post = async (to: string) => {
    await office.post(database, to, letter);
    office.wake();
  };
  const problems = async () => {
    const { rows } = await database.query(
      "select last_problem as problem, failed_at is not null as failed from relay.outbox order by id",
    );
    return rows as { problem: string | null; failed: boolean }[];
  };

  it("delivers, with a name for each letter that stays", async () => {
    await post("fan@example.org");
    const got = await mail.letterTo("fan@example.org");
    expect(got).toMatchObject({ subject: "Hello", from: { text: '"AudiFi" <hello@audifi.example>' } });
    expect(got.messageId).toMatch(/^<letter-\d+@audifi\.example>$/);
  });

  it("waits while the server is busy", async () => {
    mail.beforeTaking = async () => {
      throw Object.assign(new Error("busy"), { responseCode: 451 });
    };
    await post("fan@example.org");
    await expect.poll(problems).toMatchObject([{ problem: "not sent: EENVELOPE", failed: false }]);
    mail.beforeTaking = async () => undefined;
    await database.query("update relay.outbox set next_attempt_at = now()");
    office.wake();
    await mail.letterTo("fan@example.org");
  });

  it("gives an address up that does not exist, and writes to it no more", async () => {
    mail.beforeTaking = async () => {
      throw Object.assign(new Error("no such user"), { responseCode: 550 });
    };
    await post("gone@example.org");
    await expect.poll(problems).toMatchObject([{ problem: "refused with 550", failed: true }]);
    mail.beforeTaking = async () => undefined;
    await post("gone@example.org");
    await expect
      .poll(problems)
      .toMatchObject([{}, { problem: "the address does not take our letters", failed: true }]);
    expect(mail.letters).toEqual([]);
  });

  it("writes a notice once, to those who want it, with the way to switch it off", async () => {
    const { rows } = await database.query("insert into relay.accounts default values returning id");
    const [{ id: accountId }] = rows as [{ id: string }];
    const notice = { accountId, topic: "dividends", letter, key: "dividend-1" } as const;
    await office.postNotice(database, notice);
    expect(await problems()).toEqual([]);
    await database.query(
      "insert into relay.identities (account_id, kind, subject, email) values ($1, 'email', 's', 'fan@example.org')",
      [accountId],
    );
    await office.postNotice(database, notice);
    await office.postNotice(database, notice);
    office.wake();
    expect((await mail.letterTo("fan@example.org")).text).toContain(
      "https://app.example/settings/notifications",
    );
    await database.query("insert into relay.notification_settings values ($1, 'dividends', false, true)", [
      accountId,
    ]);
    await office.postNotice(database, { ...notice, key: "dividend-2" });
    expect(await problems()).toHaveLength(1);
  });
});

describe("SendGrid", () => {
  const message = { id: "letter-7", to: "fan@example.org", subject: "Hello", text: "text", html: "<p>" };
  const withStatus = async (status: number) => {
    const calls: { headers: Record<string, unknown>; body: Record<string, unknown> }[] = [];
    const server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk: Buffer) => (text += chunk.toString()));
      request.on("end", () => {
        calls.push({ headers: request.headers, body: JSON.parse(text) as Record<string, unknown> });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const outcome = await createSendGridMailer(
      FROM,
      "SG.secret-key",
      api,
    )(message).catch((error: Error) => error);
    await new Promise((resolve) => server.close(resolve));
    return { calls, outcome };
  };

  it("is asked to send, without following who clicks", async () => {
    const { calls, outcome } = await withStatus(202);
    expect(outcome).toBeUndefined();
    expect(calls[0]).toMatchObject({
      headers: { authorization: "Bearer SG.secret-key" },
      body: {
        personalizations: [{ to: [{ email: "fan@example.org" }] }],
        from: { email: "hello@audifi.example", name: "AudiFi" },
        custom_args: { letter: "letter-7" },
        tracking_settings: { click_tracking: { enable: false } },
      },
    });
  });

  it("may be asked again after a failure of its own, not after a refusal", async () => {
    expect((await withStatus(400)).outcome).toBeInstanceOf(Undeliverable);
    for (const status of [401, 429, 500]) {
      const { outcome } = await withStatus(status);
      expect(outcome).toBeInstanceOf(Error);
      expect(outcome).not.toBeInstanceOf(Undeliverable);
    }
  });
});
