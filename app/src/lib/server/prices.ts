import type { FiatPrice } from "#lib/format/money.ts";
import type { Hex } from "#lib/format/network.ts";

const LATEST_ROUND_DATA = "0xfeaf968c";
const DECIMALS = "0x313ce567";
const FRESH_FOR = 60_000;
/** A feed that is away is not waited for by every page, and soon asked again. */
const FAILED_FOR = 5_000;
const TIMEOUT = 2500;

/** By node and feed: the same address may be another feed on another network. */
const cache = new Map<string, { readonly until: number; readonly price: Promise<FiatPrice | null> }>();

async function call(rpcUrl: string, to: Hex, data: Hex, block = "latest"): Promise<Hex> {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_call", params: [{ to, data }, block] }),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const { result } = (await response.json()) as { result?: Hex };
  if (!result || result === "0x") throw new Error("the price feed gave no answer");
  return result;
}

async function ask(rpcUrl: string, feed: Hex, block = "latest"): Promise<FiatPrice | null> {
  try {
    const [round, decimals] = await Promise.all([
      call(rpcUrl, feed, LATEST_ROUND_DATA, block),
      call(rpcUrl, feed, DECIMALS, block),
    ]);
    // The second word of `latestRoundData` is the answer, an int256 that is positive for prices.
    const value = BigInt.asIntN(256, BigInt(`0x${round.slice(66, 130)}`));
    return value > 0n ? { value, decimals: Number(decimals), symbol: "$" } : null;
  } catch {
    return null;
  }
}

/** What a Chainlink feed says, at most a minute old; null when it does not answer. */
export function readPrice(rpcUrl: string, feed: Hex): Promise<FiatPrice | null> {
  const key = `${rpcUrl} ${feed}`;
  const known = cache.get(key);
  if (known && Date.now() < known.until) return known.price;
  const asked = { price: ask(rpcUrl, feed), until: Date.now() + FRESH_FOR };
  cache.set(key, asked);
  void asked.price.then((price) => {
    if (price === null) asked.until = Date.now() + FAILED_FOR;
  });
  return asked.price;
}

/** What the feed said at the end of a block; null where the node keeps no state that old. */
export function readPriceAt(rpcUrl: string, feed: Hex, block: number): Promise<FiatPrice | null> {
  return ask(rpcUrl, feed, `0x${block.toString(16)}`);
}
