const TEXT = /^(text\/|application\/json)/;

/** Compresses rendered pages and data; assets are compressed at build time. Pages hold no secrets to leak by length. */
export function compress(request: Request, response: Response): Response {
  const isText = TEXT.test(response.headers.get("content-type") ?? "");
  const isWanted = /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "");
  if (!isText || !isWanted || response.body === null || response.headers.has("content-encoding"))
    return response;
  const headers = new Headers(response.headers);
  headers.set("content-encoding", "gzip");
  headers.append("vary", "accept-encoding");
  headers.delete("content-length");
  // The body is another one now, and so the strong validator of the plain one does not fit.
  headers.delete("etag");
  const { status, statusText } = response;
  return new Response(response.body.pipeThrough(new CompressionStream("gzip")), {
    status,
    statusText,
    headers,
  });
}
