import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { App, type EmailMessage } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { randomUUID } from "node:crypto";
import { signWebhook } from "../../src/services/webhook-signature.ts";

export interface LocalSupabaseOptions {
  databaseUrl: string;
  host: string;
  port: number;
  /** Publishable key, which callers name. */
  key: string;
  jwtSecret: string;
  /** Where the Send Email hook is, asked for with every letter. */
  hookUrl: () => string;
  hookSecret: string;
}

export interface LocalSupabase {
  url: string;
  close(): Promise<void>;
}

const LARGEST_BODY = 65_536;
/** The subject of its letters, which carries what the hook needs. */
const SUBJECT = "{{ .Token }} {{ .TokenHash }}";

/** What Supabase does with a letter when a Send Email hook is set: calls it and fails when it fails. */
const callHook = async (options: LocalSupabaseOptions, { to, subject }: EmailMessage): Promise<void> => {
  const [token, token_hash] = subject.split(" ");
  const body = JSON.stringify({
    user: { email: to },
    email_data: { token, token_hash, email_action_type: "magiclink" },
  });
  const response = await fetch(options.hookUrl(), {
    method: "POST",
    headers: { "content-type": "application/json", ...signWebhook(options.hookSecret, randomUUID(), body) },
    body,
    signal: AbortSignal.timeout(5_000),
  });
  await response.text();
  if (!response.ok) throw new Error(`the Send Email hook answered with status ${response.status}`);
};

const createApp = (options: LocalSupabaseOptions) => {
  const connection = createPostgresConnection({
    url: options.databaseUrl,
    postgresOptions: { max: 5, onnotice: () => undefined },
  });
  const template = { subject: SUBJECT };
  const app = new App({
    connection,
    api: { schemas: ["public", "relay"] },
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      site_url: "http://localhost",
      publishable_key: options.key,
      email: {
        ...{ enable_signup: true, enable_confirmations: true, otp_length: 6, otp_expiry: 3_600 },
        max_frequency: "1s",
        template: { magic_link: template, confirmation: template },
      },
    },
    options: { drivers: { email: { send: (letter: EmailMessage) => callHook(options, letter) } } },
  } as unknown as ConstructorParameters<typeof App>[0]);
  return { app, connection };
};

const readBody = async (request: IncomingMessage): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const answer = async (
  { app }: ReturnType<typeof createApp>,
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const body = await readBody(request);
  if (body === null) return void response.writeHead(413).end();
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  const answered = await app.fetch(
    new Request(new URL(request.url ?? "/", origin), {
      method: request.method ?? "GET",
      headers: Object.fromEntries(headers) as Record<string, string>,
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    }),
    { peerAddress: null },
  );
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(Buffer.from(await answered.arrayBuffer()));
};

/**
 * Supabase on one machine: its auth and data APIs over the database that the relay uses too, as far as
 * `@supabase/lite` speaks them. For development and tests; production uses a hosted project.
 */
export const startLocalSupabase = async (options: LocalSupabaseOptions): Promise<LocalSupabase> => {
  const made = createApp(options);
  await made.app.ensureSystemSchema();
  await made.app.init();
  const server = createServer((request, response) => {
    answer(made, url, request, response).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const url = `http://${options.host}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await made.connection.close();
    },
  };
};
