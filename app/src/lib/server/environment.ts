import { describeNetwork } from "#lib/format/network.ts";

/** What the server knows about one network. */
interface NetworkSettings {
  readonly chainId: number;
  /** Names the network in addresses. */
  readonly slug: string;
  readonly graphqlUrl: string;
  /** Asked in order when `graphqlUrl` does not answer. */
  readonly graphqlFallbacks: readonly string[];
  readonly rpcUrl: string;
  readonly rpcFallbacks: readonly string[];
  readonly gateway: string;
  readonly relayUrl: string | null;
  readonly explorerUrl: string | null;
}

/** The environment as one network sees it; parsed once at boot and refused if wrong. */
export interface Environment extends NetworkSettings {
  readonly deploymentsDir: string | null;
  readonly demoWallets: string | null;
}

type Source = Record<string, string | undefined>;

function parseUrl(text: string, name: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new Error(`${name} is not a URL: ${text}`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new Error(`${name} must start with http:// or https://, not ${url.protocol}`);
  }
  return text.replace(/\/+$/, "");
}

/** One URL or several with commas between them, or a list of them. */
function readUrls(value: unknown, name: string): readonly string[] {
  const texts = Array.isArray(value) ? value.map(String) : typeof value === "string" ? value.split(",") : [];
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map((text) => parseUrl(text, name));
}

function requireUrls(value: unknown, name: string): readonly [string, ...string[]] {
  const [first, ...others] = readUrls(value, name);
  if (first === undefined) {
    throw new Error(`${name} is not set. The app needs it to start; see app/README.md.`);
  }
  return [first, ...others];
}

interface RawNetwork {
  readonly chainId: unknown;
  readonly graphql: unknown;
  readonly rpc: unknown;
  readonly gateway: unknown;
  readonly relay: unknown;
  readonly explorer: unknown;
}

function readNetwork(raw: RawNetwork, nameOf: (field: keyof RawNetwork) => string): NetworkSettings {
  const chainId = Number(raw.chainId);
  if (!Number.isSafeInteger(chainId) || chainId < 1) {
    throw new Error(
      `${nameOf("chainId")} must be a whole number above 0, not ${String(raw.chainId ?? "empty")}`,
    );
  }
  const known = describeNetwork(chainId);
  const [graphqlUrl, ...graphqlFallbacks] = requireUrls(raw.graphql, nameOf("graphql"));
  const [rpcUrl, ...rpcFallbacks] = requireUrls(raw.rpc, nameOf("rpc"));
  return {
    ...{ chainId, slug: known.slug, graphqlUrl, graphqlFallbacks, rpcUrl, rpcFallbacks },
    gateway: requireUrls(raw.gateway, nameOf("gateway"))[0].replace(/\/ipfs$/, ""),
    relayUrl: readUrls(raw.relay, nameOf("relay"))[0] ?? null,
    explorerUrl: readUrls(raw.explorer, nameOf("explorer"))[0] ?? known.explorerUrl,
  };
}

const VARIABLES: Readonly<Record<keyof RawNetwork, string>> = {
  chainId: "AUDIFI_CHAIN_ID",
  graphql: "AUDIFI_GRAPHQL_URL",
  rpc: "AUDIFI_RPC_URL",
  gateway: "AUDIFI_IPFS_GATEWAY",
  relay: "AUDIFI_RELAY_URL",
  explorer: "AUDIFI_EXPLORER_URL",
};

function readList(text: string): readonly Partial<RawNetwork>[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw new Error("AUDIFI_NETWORKS is not JSON");
  }
  if (!Array.isArray(list) || list.length === 0 || list.some((entry) => typeof entry !== "object")) {
    throw new Error("AUDIFI_NETWORKS must be a JSON list of { chainId, graphql, rpc, gateway }");
  }
  return list as readonly Partial<RawNetwork>[];
}

function readNetworks(source: Source): readonly NetworkSettings[] {
  const single = Object.fromEntries(
    Object.entries(VARIABLES).map(([field, variable]) => [field, source[variable]]),
  ) as unknown as RawNetwork;
  const text = source.AUDIFI_NETWORKS?.trim();
  if (!text) return [readNetwork(single, (field) => VARIABLES[field])];
  const networks = readList(text).map((entry, index) => {
    const { gateway, relay } = single;
    const raw = { ...single, explorer: undefined, gateway, relay, ...entry };
    return readNetwork(raw, (field) => `AUDIFI_NETWORKS[${index}].${field}`);
  });
  const ids = networks.map(({ chainId }) => chainId);
  if (new Set(ids).size < ids.length) throw new Error("AUDIFI_NETWORKS names a chain twice");
  return networks;
}

/** All networks that this server shows; the first is the default. */
export function parseEnvironment(source: Source): readonly [Environment, ...Environment[]] {
  const shared = {
    deploymentsDir: source.AUDIFI_DEPLOYMENTS_DIR ?? null,
    demoWallets: source.AUDIFI_DEMO_WALLETS ?? null,
  };
  const [first, ...others] = readNetworks(source).map((network) => ({ ...network, ...shared }));
  if (first === undefined) throw new Error("no network is configured");
  return [first, ...others];
}
