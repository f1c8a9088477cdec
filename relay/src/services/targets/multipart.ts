import { randomUUID } from "node:crypto";
import type { Bytes } from "./target.ts";

/** A form of plain fields and one file, streamed. Nothing of it is taken from a person, so nothing is escaped. */
export const multipartForm = (fields: Readonly<Record<string, string>>, bytes: Bytes) => {
  const boundary = `audifi-${randomUUID()}`;
  async function* body() {
    for (const [name, value] of Object.entries(fields)) {
      yield Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
    }
    yield Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="file"\r\n` +
        "content-type: application/octet-stream\r\n\r\n",
    );
    yield* bytes;
    yield Buffer.from(`\r\n--${boundary}--\r\n`);
  }
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: body() };
};

/** Sends a stream. Node's fetch takes async iterables, its types do not know it yet. */
export const postStream = (
  url: URL,
  headers: Record<string, string>,
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers,
    body: body as unknown as ReadableStream,
    duplex: "half",
    redirect: "error",
    signal,
  } as RequestInit);
