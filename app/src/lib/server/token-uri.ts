import type { Hex } from "#lib/format/network.ts";
import { parseTokenUri, type TokenMetadata } from "#lib/format/token.ts";

const TOKEN_URI = "0xc87b56dd";
const WORD = 64;
// The page waits for it.
const TIMEOUT = 1500;

/** Text of a single ABI-encoded string: its place, its length in bytes, its bytes. */
export function decodeString(result: string): string {
  const body = result.slice(2);
  const at = Number.parseInt(body.slice(0, WORD), 16) * 2;
  const size = Number.parseInt(body.slice(at, at + WORD), 16) * 2;
  return Buffer.from(body.slice(at + WORD, at + WORD + size), "hex").toString("utf8");
}

async function ask(rpcUrl: string, shares: Hex, number: number): Promise<TokenMetadata | null> {
  const data = `${TOKEN_URI}${number.toString(16).padStart(WORD, "0")}`;
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "eth_call",
      params: [{ to: shares, data }, "latest"],
    }),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const { result } = (await response.json()) as { result?: string };
  return result ? parseTokenUri(decodeString(result)) : null;
}

/** What the contract itself says of a share; null when no node answers. Never rejects. */
export async function readToken(
  rpcUrls: readonly string[],
  shares: Hex,
  number: number,
): Promise<TokenMetadata | null> {
  for (const url of rpcUrls) {
    const token = await ask(url, shares, number).catch(() => null);
    if (token !== null) return token;
  }
  return null;
}
