import { sleep } from "./wait.ts";

class RpcError extends Error {
  override name = "RpcError";
}

/** One JSON-RPC call over HTTP. The chain and graph-node's admin port speak the same dialect. */
export async function callRpc<T>(url: string, method: string, params: unknown = []): Promise<T> {
  const body = { jsonrpc: "2.0", id: 1, method, params };
  const answer = await postJson<{ result?: T; error?: { message?: string } }>(url, body);
  if (answer.error !== undefined) throw new RpcError(`${method}: ${answer.error.message ?? "failed"}`);
  return answer.result as T;
}

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;

/**
 * Tries again where the connection breaks: servers close idle ones at the moment they are used again. Warning: a
 * request may arrive twice; send only what may.
 */
export async function postJson<T>(url: string, body: unknown): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return (await response.json()) as T;
    } catch (error) {
      if (!(error instanceof TypeError) || attempt === ATTEMPTS) {
        throw new Error(`${url} does not answer ${JSON.stringify(body).slice(0, 200)}`, { cause: error });
      }
      await sleep(100);
    }
  }
}
