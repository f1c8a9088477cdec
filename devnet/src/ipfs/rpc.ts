import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { addFiles } from "./add.ts";
import { type FileStore, parseTarget } from "./file-store.ts";

interface Call {
  store: FileStore;
  query: URLSearchParams;
  request: IncomingMessage;
  response: ServerResponse;
  maxFileBytes: number;
}

const commands: Record<string, (call: Call) => Promise<void>> = {
  version: async ({ response }) =>
    sendJson(response, { Version: "0.36.0", Commit: "audifi-devnet", Repo: "16" }),
  add: addFiles,
  cat,
  "block/get": async ({ store, query, response }) => {
    const block = await store.block(argument(query).cid);
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(block);
  },
  "block/stat": async ({ store, query, response }) => {
    const { cid } = argument(query);
    sendJson(response, { Key: cid.toString(), Size: (await store.block(cid)).length });
  },
  "files/stat": filesStat,
  "dag/stat": dagStat,
  "pin/add": async ({ store, query, response }) => {
    const { cid } = argument(query);
    await store.pin(cid);
    sendJson(response, { Pins: [cid.toString()] });
  },
  "pin/rm": async ({ store, query, response }) => {
    const { cid } = argument(query);
    store.unpin(cid);
    sendJson(response, { Pins: [cid.toString()] });
  },
  "pin/ls": listPins,
};

/** The part of Kubo's RPC that graph-node, the relay and common clients call. POST only, as in Kubo. */
export async function serveRpc(call: Call, name: string): Promise<void> {
  const { request, response } = call;
  // A web page that a person happens to visit must not be able to write here. Servers send no Origin.
  if (request.headers.origin !== undefined) return sendError(response, 403, "Browsers may not use the RPC");
  if (request.method !== "POST") return sendError(response, 405, "The RPC is POST only");
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return sendError(response, 404, `Unknown command ${name.slice(0, 100)}`);
  await command(call);
}

async function cat({ store, query, response }: Call): Promise<void> {
  const target = argument(query);
  const { type } = await store.stat(target);
  if (type === "directory") return sendError(response, 500, "this dag node is a directory");
  response.writeHead(200, { "content-type": "text/plain", "x-stream-output": "1" });
  await pipeline(
    Readable.from(store.cat(target, number(query, "offset"), number(query, "length"))),
    response,
  );
}

async function filesStat({ store, query, response }: Call): Promise<void> {
  const { cid, type, size, dagSize, blocks } = await store.extendedStat(argument(query));
  sendJson(response, {
    Hash: cid.toString(),
    Size: type === "directory" ? 0 : Number(size),
    CumulativeSize: Number(dagSize),
    Blocks: Number(blocks) - 1,
    Type: type === "directory" ? "directory" : "file",
  });
}

async function dagStat({ store, query, response }: Call): Promise<void> {
  const { cid, deduplicatedDagSize, uniqueBlocks } = await store.extendedStat(argument(query));
  const [size, blocks] = [Number(deduplicatedDagSize), Number(uniqueBlocks)];
  const dag = { Cid: cid.toString(), Size: size, NumBlocks: blocks };
  sendJson(response, { UniqueBlocks: blocks, TotalSize: size, SharedSize: 0, Ratio: 1, DagStats: [dag] });
}

async function listPins({ store, query, response }: Call): Promise<void> {
  const wanted = query.has("arg") ? argument(query).cid.toString() : undefined;
  const pins = store.pins().filter((pin) => wanted === undefined || pin === wanted);
  if (wanted !== undefined && pins.length === 0) {
    return sendError(response, 500, `path '${wanted}' is not pinned`);
  }
  sendJson(response, { Keys: Object.fromEntries(pins.map((pin) => [pin, { Type: "recursive" }])) });
}

function argument(query: URLSearchParams) {
  return parseTarget(query.get("arg") ?? "");
}

function number(query: URLSearchParams, name: string): number | undefined {
  const value = Number(query.get(name) ?? Number.NaN);
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(`${JSON.stringify(value)}\n`);
}

/** The shape of Kubo's errors. */
export function sendError(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(`${JSON.stringify({ Message: message, Code: 0, Type: "error" })}\n`);
}
