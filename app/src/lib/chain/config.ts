import { defineChain, fallback, http } from "viem";
import type { NetworkConfig } from "#lib/format/network.ts";
import { createConfig, createStorage, type Config } from "./wagmi.ts";

let made: Config | null = null;

/** The one wagmi config of the page: every chain read and write goes through it. */
export function wagmiConfig(network: NetworkConfig): Config {
  if (made) return made;
  const urls = [network.rpcUrl, ...network.rpcFallbacks];
  const chain = defineChain({
    id: network.chainId,
    name: network.name,
    nativeCurrency: { name: network.native.symbol, symbol: network.native.symbol, decimals: 18 },
    rpcUrls: { default: { http: urls } },
    blockExplorers: network.explorerUrl
      ? { default: { name: new URL(network.explorerUrl).host, url: network.explorerUrl } }
      : undefined,
    testnet: network.isLocal,
  });
  made = createConfig({
    chains: [chain],
    connectors: [],
    multiInjectedProviderDiscovery: true,
    ssr: false,
    pollingInterval: network.isLocal ? 500 : 2000,
    storage: createStorage({ key: "wagmi", storage: window.localStorage }),
    transports: {
      [chain.id]: urls.length === 1 ? http(network.rpcUrl) : fallback(urls.map((url) => http(url))),
    },
  });
  return made;
}
