/** The environment, parsed once at boot and refused if wrong. */
export interface Environment {
  readonly graphqlUrl: string;
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly gateway: string;
  readonly relayUrl: string | null;
  readonly deploymentsDir: string | null;
  readonly demoWallets: string | null;
}

type Source = Record<string, string | undefined>;

function readUrl(source: Source, name: string): string | null {
  const text = source[name]?.trim();
  if (!text) return null;
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

function requireUrl(source: Source, name: string): string {
  const url = readUrl(source, name);
  if (url === null) throw new Error(`${name} is not set. The app needs it to start; see app/README.md.`);
  return url;
}

export function parseEnvironment(source: Source): Environment {
  const chainId = Number(source.AUDIFI_CHAIN_ID);
  if (!Number.isSafeInteger(chainId) || chainId < 1) {
    throw new Error(
      `AUDIFI_CHAIN_ID must be a whole number above 0, not ${source.AUDIFI_CHAIN_ID ?? "empty"}`,
    );
  }
  return {
    graphqlUrl: requireUrl(source, "AUDIFI_GRAPHQL_URL"),
    rpcUrl: requireUrl(source, "AUDIFI_RPC_URL"),
    chainId,
    gateway: requireUrl(source, "AUDIFI_IPFS_GATEWAY").replace(/\/ipfs$/, ""),
    relayUrl: readUrl(source, "AUDIFI_RELAY_URL"),
    deploymentsDir: source.AUDIFI_DEPLOYMENTS_DIR ?? null,
    demoWallets: source.AUDIFI_DEMO_WALLETS ?? null,
  };
}
