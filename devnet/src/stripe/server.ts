import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { ApiError, callApi } from "./api.ts";
import { parseForm } from "./form.ts";
import { Records } from "./records.ts";
import type { Treasury } from "./treasury.ts";
import { visit } from "./visits.ts";
import { Webhooks } from "./webhooks.ts";

const MOST_BYTES = 65_536;

export interface StripeOptions {
  file: string;
  port: number;
  secretKey: string;
  webhookUrl: string;
  webhookSecret: string;
  treasury: Treasury;
}

export interface StripeServer {
  url: string;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MOST_BYTES) throw new ApiError(413, "request_too_large", "The request is too large.");
  }
  return body;
}

function answerApi(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "request-id": "req_local" });
  response.end(JSON.stringify(body));
}

/** Speaks Stripe's API as far as the relay uses it, shows pages like its hosted ones, and signs its webhooks. */
export async function listenStripe(options: StripeOptions): Promise<StripeServer> {
  const { port, secretKey, treasury } = options;
  const records = new Records(options.file);
  const webhooks = new Webhooks(records, options.webhookUrl, options.webhookSecret);
  const state = { origin: "" };

  async function handleApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.headers.authorization !== `Bearer ${secretKey}`) {
      throw new ApiError(401, "api_key_invalid", "Invalid API Key provided.");
    }
    const form = parseForm(request.method === "GET" ? url.search : await readBody(request));
    const key = request.headers["idempotency-key"];
    const method = request.method ?? "GET";
    const answer = callApi(
      records,
      state.origin,
      method,
      url.pathname,
      form,
      key === undefined ? key : String(key),
    );
    answerApi(response, 200, answer);
  }

  async function handlePage(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const form = request.method === "POST" ? parseForm(await readBody(request)) : undefined;
    const answer = await visit({ records, webhooks, treasury, origin: state.origin }, url.pathname, form);
    records.save();
    if (answer === undefined) response.writeHead(404).end("There is no such page.");
    else if ("location" in answer) response.writeHead(303, { location: answer.location }).end();
    else {
      const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
      response.writeHead(answer.status ?? 200, headers).end(answer.page);
    }
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://stripe");
    const handle = url.pathname.startsWith("/v1/") ? handleApi : handlePage;
    handle(request, response, url).catch((error: unknown) => {
      const { status, code, message } =
        error instanceof ApiError ? error : new ApiError(500, "api_error", "Something went wrong.");
      if (!(error instanceof ApiError)) console.error(error);
      answerApi(response, status, { error: { type: "invalid_request_error", code, message } });
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  state.origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : port}`;
  webhooks.deliver();
  return {
    url: state.origin,
    close: async () => {
      webhooks.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
