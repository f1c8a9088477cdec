import { describe, expect, it } from "vitest";
import { parseEnvironment } from "../../src/lib/server/environment.ts";
import { chooseNetwork } from "../../src/lib/server/network-choice.ts";
import { readHead } from "../../src/lib/indexer/queries/chain.ts";
import { Indexer } from "../../src/lib/indexer/client.ts";

const local = { chainId: 31337, graphql: "http://local.example", rpc: "http://r.example" };
const second = { chainId: 31338, graphql: "http://second.example", rpc: "http://r.example" };
const shared = { AUDIFI_IPFS_GATEWAY: "http://ipfs.example" };
const two = parseEnvironment({ ...shared, AUDIFI_NETWORKS: JSON.stringify([local, second]) });
const one = parseEnvironment({ ...shared, AUDIFI_NETWORKS: JSON.stringify([local]) });

const ask = (
  path: string,
  { remembered, isDocument = true }: { remembered?: string; isDocument?: boolean } = {},
) => ({
  url: new URL(path, "http://app.example"),
  isDocument,
  remembered,
});

describe("chooseNetwork", () => {
  it("names nothing where one network is served", () => {
    expect(chooseNetwork(ask("/masters/1", { remembered: "chain-31338" }), one)).toEqual({
      ...{ environment: one[0], unknown: null, redirectTo: null, remember: null },
    });
  });

  it("takes the network that the address names and remembers it", () => {
    expect(chooseNetwork(ask("/masters/1?network=chain-31338"), two)).toMatchObject({
      ...{ environment: two[1], redirectTo: null, remember: "chain-31338" },
    });
    expect(chooseNetwork(ask("/?network=local", { remembered: "chain-31338" }), two)).toMatchObject({
      environment: two[0],
      remember: "local",
    });
    expect(chooseNetwork(ask("/?network=local", { remembered: "local" }), two).remember).toBeNull();
  });

  it("names a page that was opened without a name by what was chosen last, else by the default", () => {
    expect(chooseNetwork(ask("/masters?sort=new"), two).redirectTo).toBe("/masters?sort=new&network=local");
    expect(chooseNetwork(ask("/masters", { remembered: "chain-31338" }), two).redirectTo).toBe(
      "/masters?network=chain-31338",
    );
    expect(chooseNetwork(ask("/masters", { remembered: "gone" }), two).redirectTo).toBe(
      "/masters?network=local",
    );
  });

  it("answers a script's question without redirecting or remembering", () => {
    const named = ask("/api/head?network=chain-31338", { remembered: "local", isDocument: false });
    expect(chooseNetwork(named, two)).toMatchObject({
      environment: two[1],
      redirectTo: null,
      remember: null,
    });
    const unnamed = ask("/api/head", { remembered: "chain-31338", isDocument: false });
    expect(chooseNetwork(unnamed, two)).toMatchObject({ environment: two[1], redirectTo: null });
  });

  it.each([[two], [one]])("never puts another network in the place of an unknown one", (environments) => {
    expect(chooseNetwork(ask("/masters/1?network=base"), environments)).toMatchObject({
      ...{ unknown: "base", redirectTo: null, remember: null },
    });
  });
});

describe("two configurations", () => {
  const body = (number: number) =>
    Response.json({ data: { _meta: { block: { number, timestamp: 5 }, hasIndexingErrors: false } } });

  it("ask each their own subgraph, and the next address when one does not answer", async () => {
    const asked: string[] = [];
    const answer = ((url: string) => {
      asked.push(url);
      if (url.includes("dead")) return Promise.reject(new Error("refused"));
      return Promise.resolve(body(url.includes("second") ? 2 : 1));
    }) as typeof fetch;
    const read = (urls: readonly string[]) => readHead(new Indexer(urls, answer));
    expect((await read([two[0].graphqlUrl])).block).toBe(1);
    expect((await read([two[1]?.graphqlUrl ?? ""])).block).toBe(2);
    expect((await read(["http://dead.example", two[0].graphqlUrl])).block).toBe(1);
    expect((await read(["http://dead.example", two[0].graphqlUrl])).block).toBe(1);
    // An address that did not answer is asked last for a while.
    expect(asked.filter((url) => url.includes("dead"))).toHaveLength(1);
    await expect(read(["http://dead.example"])).rejects.toThrow("refused");
  });
});
