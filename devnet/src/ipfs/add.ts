import type { IncomingMessage, ServerResponse } from "node:http";
import { PassThrough, type Readable } from "node:stream";
import busboy from "busboy";
import { type FileStore, type ImportFormat, importOptions } from "./file-store.ts";

export class TooLargeError extends Error {
  override name = "TooLargeError";
}

export class BadUploadError extends Error {
  override name = "BadUploadError";
}

interface Upload {
  store: FileStore;
  query: URLSearchParams;
  request: IncomingMessage;
  response: ServerResponse;
  maxFileBytes: number;
}

interface Candidate {
  path: string;
  content: AsyncIterable<Uint8Array>;
}

/** `add`: every part of the form becomes a file; slashes in a file's name make directories. */
export async function addFiles({ store, query, request, response, maxFileBytes }: Upload): Promise<void> {
  const options = {
    ...importOptions(readFormat(query)),
    wrapWithDirectory: query.get("wrap-with-directory") === "true",
  };
  const lines: string[] = [];
  for await (const { path, cid, size } of store.files.addAll(readParts(request, maxFileBytes), options)) {
    const hash = cid.toString();
    lines.push(`${JSON.stringify({ Name: path || hash, Hash: hash, Size: String(size) })}\n`);
    if (query.get("pin") !== "false") await store.pin(cid);
  }
  if (lines.length === 0) throw new BadUploadError("The form holds no file");
  response.writeHead(200, { "content-type": "application/json" });
  response.end(query.get("quieter") === "true" ? lines.at(-1) : lines.join(""));
}

function readFormat(query: URLSearchParams): ImportFormat {
  const cidVersion = query.get("cid-version") === "1" ? 1 : 0;
  const rawLeaves = query.get("raw-leaves");
  return { cidVersion, rawLeaves: rawLeaves === null ? cidVersion === 1 : rawLeaves === "true" };
}

/** One part after the other, each read to its end before the next is asked for. */
async function* readParts(request: IncomingMessage, maxFileBytes: number): AsyncGenerator<Candidate> {
  const parts = new PassThrough({ objectMode: true, highWaterMark: 1 });
  const parser = openParser(request, maxFileBytes);
  parser.on("file", (_field, stream, { filename }) => {
    stream.on("error", () => {});
    parts.write({ path: cleanPath(filename), content: limited(stream, maxFileBytes) } satisfies Candidate);
  });
  parser.once("close", () => parts.end());
  parser.once("error", (error) => parts.destroy(error as Error));
  request.once("close", () => {
    if (!request.complete) parts.destroy(new BadUploadError("The upload was cut off"));
  });
  request.pipe(parser);
  try {
    for await (const part of parts) yield part as Candidate;
  } finally {
    request.unpipe(parser);
    request.resume();
  }
}

function openParser(request: IncomingMessage, maxFileBytes: number): busboy.Busboy {
  if (Number(request.headers["content-length"] ?? 0) > maxFileBytes + 1_048_576) throw tooLarge(maxFileBytes);
  try {
    return busboy({
      headers: request.headers,
      preservePath: true,
      limits: { fileSize: maxFileBytes, files: 1_000, fields: 0, headerPairs: 50 },
    });
  } catch (error) {
    throw new BadUploadError("The body is not a multipart form", { cause: error });
  }
}

async function* limited(stream: Readable & { truncated?: boolean }, maxFileBytes: number) {
  yield* stream as AsyncIterable<Uint8Array>;
  if (stream.truncated === true) throw tooLarge(maxFileBytes);
}

function cleanPath(name: string | undefined): string {
  let path = name ?? "";
  try {
    path = decodeURIComponent(path);
  } catch {
    // A name with a bare percent sign stays as it is.
  }
  return path
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..")
    .join("/");
}

function tooLarge(maxFileBytes: number): TooLargeError {
  return new TooLargeError(
    `A file is larger than the ${Math.floor(maxFileBytes / 1_048_576)} MB that this node takes`,
  );
}
