import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { SNIFF_BYTES, sniffContentType } from "./content-type.ts";
import { type FileStore, parseTarget, type Target } from "./file-store.ts";

interface Range {
  start: number;
  end: number;
}

/** Serves `/ipfs/<cid>` to browsers: with ranges, for ever cacheable, and never as something that runs. */
export async function serveGateway(
  store: FileStore,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  setCommonHeaders(response);
  if (request.method === "OPTIONS") return void response.writeHead(204).end();
  if (request.method !== "GET" && request.method !== "HEAD") {
    return void response
      .writeHead(405, { allow: "GET, HEAD, OPTIONS" })
      .end("Only GET and HEAD are served here.\n");
  }
  const target = parseTarget(decodeURIComponent(path));
  const stat = await store.stat(target);
  if (stat.type === "directory") return serveDirectory(store, request, response, target);
  await serveFile(store, request, response, target, stat.cid.toString(), Number(stat.size));
}

async function serveFile(
  store: FileStore,
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
  cid: string,
  size: number,
): Promise<void> {
  const tag = `"${cid}"`;
  response.setHeader("etag", tag);
  response.setHeader("cache-control", "public, max-age=31536000, immutable");
  response.setHeader("accept-ranges", "bytes");
  if (request.headers["if-none-match"]?.includes(tag)) return void response.writeHead(304).end();

  const type = sniffContentType(await readHead(store, target, size));
  response.setHeader("content-type", type ?? "application/octet-stream");
  if (type === undefined) response.setHeader("content-disposition", `attachment; filename="${cid}"`);

  const condition = request.headers["if-range"];
  const header = condition === undefined || condition === tag ? request.headers.range : undefined;
  const range = readRange(header, size);
  if (range === "unsatisfiable") {
    return void response.writeHead(416, { "content-range": `bytes */${size}` }).end();
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range !== undefined) response.setHeader("content-range", `bytes ${start}-${end}/${size}`);
  const length = end - start + 1;
  response.setHeader("content-length", length);
  response.writeHead(range === undefined ? 200 : 206);
  if (request.method === "HEAD" || length === 0) return void response.end();
  await pipeline(Readable.from(store.cat(target, start, length)), response);
}

async function serveDirectory(
  store: FileStore,
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
): Promise<void> {
  const entries: { name: string; cid: string }[] = [];
  for await (const { name, cid } of store.files.ls(target.cid, { path: target.path, offline: true })) {
    entries.push({ name, cid: cid.toString() });
  }
  response.writeHead(200, { "content-type": "application/json" });
  response.end(request.method === "HEAD" ? undefined : JSON.stringify(entries));
}

/** One range, or undefined for the whole file; several ranges at once are answered with the whole file. */
function readRange(header: string | undefined, size: number): Range | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return undefined;
  const [from, to] = [match[1] ?? "", match[2] ?? ""];
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined;
  return start >= size || (from === "" && Number(to) === 0) ? "unsatisfiable" : { start, end };
}

async function readHead(store: FileStore, target: Target, size: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  if (size === 0) return Buffer.concat(parts);
  for await (const part of store.cat(target, 0, Math.min(size, SNIFF_BYTES))) parts.push(part);
  return Buffer.concat(parts);
}

function setCommonHeaders(response: ServerResponse): void {
  const headers = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "range, if-range, if-none-match",
    "access-control-expose-headers": "content-length, content-range, accept-ranges, etag",
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
