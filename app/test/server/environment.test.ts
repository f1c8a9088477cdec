import { describe, expect, it } from "vitest";
import { readDemoWallets } from "../../src/lib/server/demo-wallets.ts";
import { parseEnvironment } from "../../src/lib/server/environment.ts";
import { extendPolicy } from "../../src/lib/server/security.ts";

const good = {
  AUDIFI_GRAPHQL_URL: "http://127.0.0.1:8000/subgraphs/name/audifi/audifi/",
  AUDIFI_RPC_URL: "http://127.0.0.1:8545",
  AUDIFI_CHAIN_ID: "31337",
  AUDIFI_IPFS_GATEWAY: "http://127.0.0.1:8080/ipfs/",
};

describe("parseEnvironment", () => {
  it("reads addresses without trailing slashes", () => {
    expect(parseEnvironment(good)).toMatchObject([
      {
        graphqlUrl: "http://127.0.0.1:8000/subgraphs/name/audifi/audifi",
        gateway: "http://127.0.0.1:8080",
        chainId: 31337,
        slug: "local",
        relayUrl: null,
        explorerUrl: null,
      },
    ]);
  });

  it("reads further addresses to fall back on", () => {
    const [{ graphqlUrl, graphqlFallbacks, rpcFallbacks }] = parseEnvironment({
      ...good,
      AUDIFI_GRAPHQL_URL: "https://one.example/g/, https://two.example/g",
    });
    expect([graphqlUrl, graphqlFallbacks, rpcFallbacks]).toEqual([
      "https://one.example/g",
      ["https://two.example/g"],
      [],
    ]);
  });

  const base = {
    chainId: 8453,
    graphql: ["https://b.example/1", "https://b.example/2"],
    rpc: "https://r.example",
  };

  it("reads several networks, the first of which is the default", () => {
    const networks = parseEnvironment({
      AUDIFI_IPFS_GATEWAY: "https://ipfs.example",
      AUDIFI_DEPLOYMENTS_DIR: "/deployments",
      AUDIFI_NETWORKS: JSON.stringify([
        base,
        { ...base, chainId: 137, gateway: "https://other.example/ipfs" },
      ]),
    });
    expect(networks).toMatchObject([
      { slug: "base", graphqlFallbacks: ["https://b.example/2"], explorerUrl: "https://basescan.org" },
      { slug: "polygon", gateway: "https://other.example", explorerUrl: "https://polygonscan.com" },
    ]);
    expect(networks.map(({ gateway, deploymentsDir }) => [gateway, deploymentsDir])).toEqual([
      ["https://ipfs.example", "/deployments"],
      ["https://other.example", "/deployments"],
    ]);
  });

  it.each([
    ["[]", "must be a JSON list"],
    ["nonsense", "is not JSON"],
    [JSON.stringify([base, base]), "names a chain twice"],
    [JSON.stringify([{ ...base, rpc: [] }]), "AUDIFI_NETWORKS[0].rpc is not set"],
    [JSON.stringify([{ ...base, chainId: "x" }]), "AUDIFI_NETWORKS[0].chainId"],
  ])("refuses the networks %s", (text, words) => {
    expect(() =>
      parseEnvironment({ AUDIFI_IPFS_GATEWAY: "https://ipfs.example", AUDIFI_NETWORKS: text }),
    ).toThrow(words);
  });

  it.each([
    [{ AUDIFI_RPC_URL: "" }, "AUDIFI_RPC_URL is not set"],
    [{ AUDIFI_RPC_URL: "nonsense" }, "not a URL"],
    [{ AUDIFI_RELAY_URL: "javascript:alert(1)" }, "must start with http"],
    [{ AUDIFI_CHAIN_ID: "one" }, "AUDIFI_CHAIN_ID"],
  ])("refuses %o", (changes, words) => {
    expect(() => parseEnvironment({ ...good, ...changes })).toThrow(words);
  });
});

describe("extendPolicy", () => {
  const policy =
    "default-src 'none'; connect-src 'self'; media-src 'self'; script-src 'self' 'nonce-abc'; style-src-elem 'self'; style-src-attr 'unsafe-inline'";
  const extended = extendPolicy(policy, {
    rpcUrl: "https://rpc.example/key",
    rpcFallbacks: ["https://rpc2.example/key"],
    gateway: "https://gateway.example",
    relayUrl: "https://relay.example",
  });

  it("adds origins, never paths", () => {
    expect(extended).toContain(
      "connect-src 'self' https://rpc.example https://rpc2.example https://gateway.example https://relay.example wss://relay.example;",
    );
    expect(extended).toContain("media-src 'self' https://gateway.example;");
  });

  it("lets style elements in by nonce and scripts not at all", () => {
    expect(extended).toContain("style-src-elem 'self' 'nonce-abc'");
    expect(/script-src [^;]*/.exec(extended)?.[0]).toBe("script-src 'self' 'nonce-abc'");
  });
});

describe("readDemoWallets", () => {
  const wallet = { name: "Ada", role: "fan", address: `0x${"1".repeat(40)}`, key: `0x${"2".repeat(64)}` };

  it("passes on what it knows and nothing else", () => {
    expect(readDemoWallets(JSON.stringify([{ ...wallet, secret: 1 }]))).toEqual([wallet]);
  });

  it("refuses other shapes", () => {
    expect(() => readDemoWallets("{}")).toThrow("AUDIFI_DEMO_WALLETS");
    expect(() => readDemoWallets(JSON.stringify([{ ...wallet, key: "0x1" }]))).toThrow("AUDIFI_DEMO_WALLETS");
  });
});
