import { Duplex } from "node:stream";
import { constants, createBrotliCompress, createGzip } from "node:zlib";

const TEXT = /^(text\/|application\/json)/;
/** Smaller than gzip makes it, and no slower: more than this costs more than it saves. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** The best encoding for text that whoever asks takes, and how to write it; null when there is none. */
function encoderFor(request: Request) {
  const accepted = request.headers.get("accept-encoding") ?? "";
  if (/\bbr\b/.test(accepted)) return { name: "br", create: () => createBrotliCompress(BROTLI) };
  if (/\bgzip\b/.test(accepted)) return { name: "gzip", create: () => createGzip() };
  return null;
}

/** Compresses rendered pages and data; assets are compressed at build time. Pages hold no secrets to leak by length. */
export function compress(request: Request, response: Response): Response {
  const isText = TEXT.test(response.headers.get("content-type") ?? "");
  const encoder = encoderFor(request);
  if (!isText || encoder === null || response.body === null || response.headers.has("content-encoding"))
    return response;
  const headers = new Headers(response.headers);
  headers.set("content-encoding", encoder.name);
  headers.append("vary", "accept-encoding");
  headers.delete("content-length");
  // The body is another one now, and so the strong validator of the plain one does not fit.
  headers.delete("etag");
  const { status, statusText } = response;
  // Node's own types of streams and the browser's differ in a word that is of no matter here.
  const pair = Duplex.toWeb(encoder.create()) as unknown as ReadableWritablePair<Uint8Array<ArrayBuffer>>;
  const encoded = response.body.pipeThrough(pair);
  return new Response(encoded, { status, statusText, headers });
}
