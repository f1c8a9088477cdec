import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { StoredLetter } from "../src/mailbox/letter-store.ts";
import { listenMailbox } from "../src/mailbox/server.ts";

const folder = mkdtempSync(join(tmpdir(), "audifi-mailbox-"));
const start = () => listenMailbox({ folder, host: "127.0.0.1", port: 0, smtpPort: 0 });
let mailbox: Awaited<ReturnType<typeof start>>;
const url = (path: string) => `http://127.0.0.1:${mailbox.port}${path}`;

before(async () => {
  mailbox = await start();
});
after(async () => {
  await mailbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Speaks SMTP: one line per answer that begins with a digit and a blank. */
async function send(to: string, subject: string, html: string): Promise<void> {
  const socket = connect(mailbox.smtpPort, "127.0.0.1").setEncoding("utf8");
  const lines = [
    "EHLO test",
    "MAIL FROM:<hello@audifi.example>",
    `RCPT TO:<${to}>`,
    "DATA",
    [
      `From: AudiFi <hello@audifi.example>\r\nTo: ${to}\r\nSubject: ${subject}`,
      `Content-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n.`,
    ].join("\r\n"),
    "QUIT",
  ];
  for await (const answer of socket as AsyncIterable<string>) {
    if (!/^\d{3} .*\r\n$/m.test(answer)) continue;
    const line = lines.shift();
    if (line === undefined) break;
    socket.write(`${line}\r\n`);
  }
}

async function lettersTo(address: string): Promise<StoredLetter[]> {
  const response = await fetch(url(`/api/letters?to=${encodeURIComponent(address)}`));
  return ((await response.json()) as { letters: StoredLetter[] }).letters;
}

describe("mailbox", () => {
  it("keeps letters for scripts and shows them to people, after a restart too", async () => {
    await send("fan@example.org", "Sign in", '<p><a href="http://localhost/sign-in#t">Sign in</a></p>');
    await send("other@example.org", "Other", "<p>other</p>");
    const [letter, ...rest] = await lettersTo("Fan@example.org");
    assert.equal(rest.length, 0);
    assert.equal(letter?.subject, "Sign in");
    assert.match(letter.text, /http:\/\/localhost\/sign-in#t/);
    await mailbox.close();
    mailbox = await start();
    assert.match(await (await fetch(url("/"))).text(), /Sign in[\s\S]*fan@example\.org/);
    const page = await (await fetch(url(`/letters/${letter.id}`))).text();
    assert.match(page, new RegExp(`/letters/${letter.id}/html`));
  });

  it("lets no letter run anything", async () => {
    await send("evil@example.org", "<script>alert(1)</script>", "<script>alert(2)</script>");
    const [letter] = await lettersTo("evil@example.org");
    assert.ok(letter);
    for (const path of ["/", `/letters/${letter.id}`]) {
      const response = await fetch(url(path));
      assert.doesNotMatch(await response.text(), /<script/);
      assert.match(response.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    }
    const content = await fetch(url(`/letters/${letter.id}/html`));
    assert.match(
      content.headers.get("content-security-policy") ?? "",
      /^sandbox allow-popups .*default-src 'none'/,
    );
  });

  it("answers to its own name only, and knows what it does not have", async () => {
    const status = await new Promise((resolve) => {
      const options = {
        port: mailbox.port,
        host: "127.0.0.1",
        path: "/api/letters",
        headers: { host: "evil.example" },
      };
      request(options, (response) => resolve(response.resume().statusCode)).end();
    });
    assert.equal(status, 421);
    for (const path of ["/letters/1", "/letters/../secrets", "/api/letters/..%2f..%2fsecrets", "/nowhere"]) {
      assert.equal((await fetch(url(path))).status, 404, path);
    }
  });

  it("is emptied on demand", async () => {
    assert.equal((await fetch(url("/api/letters"), { method: "DELETE" })).status, 200);
    assert.match(await (await fetch(url("/"))).text(), /No letters yet/);
  });
});
