export interface ChainHead {
  readonly block: number;
  readonly time: number;
}

const TIMEOUT = 2500;
const FRESH_FOR = 2000;

const cache = new Map<string, { readonly at: number; readonly head: Promise<ChainHead | null> }>();

async function ask(rpcUrl: string): Promise<ChainHead> {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "eth_getBlockByNumber",
      params: ["latest", false],
    }),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const { result } = (await response.json()) as { result?: { number: string; timestamp: string } };
  if (!result) throw new Error("the node gave no block");
  return { block: Number(result.number), time: Number(result.timestamp) };
}

async function askAny(rpcUrls: readonly string[]): Promise<ChainHead | null> {
  for (const url of rpcUrls) {
    const head = await ask(url).catch(() => null);
    if (head) return head;
  }
  return null;
}

/** The newest block of the chain itself, at most two seconds old; null when no node answers. */
export function readChainHead(rpcUrls: readonly string[]): Promise<ChainHead | null> {
  const key = rpcUrls.join(" ");
  const known = cache.get(key);
  if (known && Date.now() - known.at < FRESH_FOR) return known.head;
  const head = askAny(rpcUrls);
  cache.set(key, { at: Date.now(), head });
  return head;
}
