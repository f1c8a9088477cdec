import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { LetterStore } from "./letter-store.ts";
import { letterContent, letterPage, listPage, missingPage } from "./pages.ts";

export interface MailboxOptions {
  folder: string;
  host: string;
  /** Of the pages and their JSON. */
  port: number;
  smtpPort: number;
}

const LARGEST_LETTER = 5_000_000;
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'";
const CONTENT_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

function createSmtp(store: LetterStore): SMTPServer {
  const smtp = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ["STARTTLS"], size: LARGEST_LETTER, logger: false },
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        store.add(mail);
        done();
      }, done);
    },
  });
  // Senders that hang up are no reason to stop.
  smtp.on("error", () => {});
  return smtp;
}

function sendHtml(response: ServerResponse, html: string, status = 200, policy = POLICY): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  response.end(html);
}

function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(value));
}

/** A page of another site could reach this one under a name of its own, and read people's letters. */
function isOwnName(host: string | undefined): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host ?? "");
}

function serveJson(store: LetterStore, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const [, , , id] = url.pathname.split("/");
  if (request.method === "DELETE" && id === undefined) {
    store.empty();
    return sendJson(response, {});
  }
  if (request.method !== "GET") return sendJson(response, { error: "Only GET, and DELETE of all." }, 405);
  if (id === undefined)
    return sendJson(response, { letters: store.list(url.searchParams.get("to") ?? undefined) });
  const letter = store.get(id);
  return letter === undefined
    ? sendJson(response, { error: "There is no such letter." }, 404)
    : sendJson(response, letter);
}

function servePage(store: LetterStore, response: ServerResponse, { pathname }: URL): void {
  if (pathname === "/") return sendHtml(response, listPage(store.list()));
  const [, id = "", part] = /^\/letters\/([\d-]+)(?:\/(html))?$/.exec(pathname) ?? [];
  const letter = store.get(id);
  if (letter === undefined) return sendHtml(response, missingPage(), 404);
  if (part === "html") return sendHtml(response, letterContent(letter), 200, CONTENT_POLICY);
  return sendHtml(response, letterPage(letter));
}

/**
 * Takes every letter that is sent to this machine and delivers none: pages for people, `GET /api/letters?to=` for
 * scripts, newest first.
 */
export async function listenMailbox({ folder, host, port, smtpPort }: MailboxOptions): Promise<{
  port: number;
  smtpPort: number;
  close(): Promise<void>;
}> {
  const store = new LetterStore(folder);
  const smtp = createSmtp(store);
  const server = createServer((request, response) => {
    if (!isOwnName(request.headers.host)) return void response.writeHead(421).end();
    const url = new URL(request.url ?? "/", "http://mailbox");
    if (/^\/api\/letters(\/|$)/.test(url.pathname)) return serveJson(store, request, response, url);
    return servePage(store, response, url);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  await new Promise<void>((resolve, reject) => {
    smtp.once("error", reject);
    smtp.listen(smtpPort, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    smtpPort: (smtp.server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => server.close(() => resolve())),
        new Promise<void>((resolve) => smtp.close(() => resolve())),
      ]);
    },
  };
}
