import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { BadUploadError, TooLargeError } from "./add.ts";
import { BadPathError, FileStore, NotFoundError } from "./file-store.ts";
import { serveGateway } from "./gateway.ts";
import { sendError, serveRpc } from "./rpc.ts";

export interface IpfsOptions {
  folder: string;
  host: string;
  port: number;
  maxFileBytes: number;
}

/** Kubo's RPC and a gateway on one port, over a folder of blocks. */
export async function listenIpfs({ folder, host, port, maxFileBytes }: IpfsOptions): Promise<{
  port: number;
  close(): Promise<void>;
}> {
  const store = await FileStore.open(folder);
  const server = createServer((request, response) => {
    handle(store, maxFileBytes, request, response).catch((error: unknown) => answerError(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  store: FileStore,
  maxFileBytes: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://ipfs");
  const [, area, path = ""] = /^\/(api\/v0|ipfs)\/(.*)$/.exec(url.pathname) ?? [];
  if (area === "ipfs") return serveGateway(store, request, response, path);
  if (area !== undefined) {
    return serveRpc({ store, query: url.searchParams, request, response, maxFileBytes }, path);
  }
  response.writeHead(404, { "content-type": "text/plain" }).end("Ask for /ipfs/<cid>.\n");
}

function answerError(response: ServerResponse, error: unknown): void {
  // The answer is under way; only cutting it off tells the reader that it is incomplete.
  if (response.headersSent) return void response.destroy();
  response.setHeader("connection", "close");
  response.removeHeader("cache-control");
  sendError(response, statusOf(error), error instanceof Error ? error.message : String(error));
}

function statusOf(error: unknown): number {
  if (error instanceof NotFoundError) return 404;
  if (error instanceof TooLargeError) return 413;
  if (error instanceof BadPathError || error instanceof BadUploadError || error instanceof URIError)
    return 400;
  return 500;
}
