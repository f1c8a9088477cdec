export class RpcError extends Error {
  override name = "RpcError";
}

/** One JSON-RPC call over HTTP. The chain and graph-node's admin port speak the same dialect. */
export async function callRpc<T>(
  url: string,
  method: string,
  params: unknown = [],
  timeoutMs = 30_000,
): Promise<T> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer = (await response.json()) as { result?: T; error?: { message?: string } };
  if (answer.error !== undefined) throw new RpcError(`${method}: ${answer.error.message ?? "failed"}`);
  return answer.result as T;
}
