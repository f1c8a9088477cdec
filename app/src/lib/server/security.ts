import type { Environment } from "./environment.ts";

type Origins = Pick<Environment, "rpcUrl" | "rpcFallbacks" | "gateway" | "relayUrl">;

function originOf(url: string): string {
  return new URL(url).origin;
}

/**
 * Adds what is only known at run time to the policy that Kit made: the origins of RPC, IPFS gateway and relay, and
 * Kit's script nonce for the style elements of the wallet dialog and the waveform.
 */
export function extendPolicy(policy: string, origins: Origins): string {
  const gateway = originOf(origins.gateway);
  const reachable = new Set([...[origins.rpcUrl, ...origins.rpcFallbacks].map(originOf), gateway]);
  if (origins.relayUrl) {
    const relay = originOf(origins.relayUrl);
    // A policy does not let http stand for ws; the rooms of studio sessions are sockets.
    for (const origin of [relay, relay.replace(/^http/, "ws")]) reachable.add(origin);
  }
  const nonce = /'nonce-[^']+'/.exec(policy)?.[0];
  const additions: Readonly<Record<string, readonly string[]>> = {
    "connect-src": [...reachable],
    "media-src": [gateway],
    "style-src-elem": nonce ? [nonce] : [],
  };
  return policy
    .split("; ")
    .map((directive) => {
      const name = directive.split(" ", 1)[0] ?? "";
      const sources = (additions[name] ?? []).filter((source) => !directive.split(" ").includes(source));
      return [directive, ...sources].join(" ");
    })
    .join("; ");
}
