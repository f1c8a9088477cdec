import { mkdirSync, writeFileSync } from "node:fs";
import { findGnd } from "../binaries.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { callRpc, postJson } from "../json-rpc.ts";
import { sleep, waitFor } from "../wait.ts";
import type { Chain } from "./chain.ts";
import { isOnChain } from "./graph-node-consistency.ts";
import type { Ipfs } from "./ipfs.ts";
import { placeholderFiles } from "./graph-node-placeholder.ts";
import type { Postgres } from "./postgres.ts";

/** What subgraph manifests call the local chain. */
const NETWORK = "localhost";
const SUBGRAPH = "audifi/audifi";

const settings = {
  GRAPH_LOG: "warn",
  // graph-node panics on a schema with full-text search otherwise.
  GRAPH_ALLOW_NON_DETERMINISTIC_FULLTEXT_SEARCH: "true",
  // Blocks come every second, which hides the stalls that short intervals have on a chain that stands still.
  ETHEREUM_POLLING_INTERVAL: "250",
  // With RUST_BACKTRACE in the environment graph-node unwinds its stack for every field that a handler saves.
  RUST_LIB_BACKTRACE: "0",
  // A file that is pinned after its CID was seen on chain is found within seconds.
  GRAPH_FDS_MAX_BACKOFF: "10",
};

export interface GraphNode {
  readonly graphql: string;
  /** True when an earlier run's data was kept. */
  readonly isRestored: boolean;
  deploy(manifest: string): Promise<void>;
  waitUntilSynced(chain: Chain): Promise<void>;
}

interface Status {
  subgraph: string;
  health: string;
  fatalError: { message: string } | null;
  chains: { latestBlock: { number: string; hash: string } | null }[];
}

interface Needs {
  postgres: Postgres;
  chain: Chain;
  ipfs: Ipfs;
}

export function graphqlUrl(ports: Ports): string {
  return `http://127.0.0.1:${ports.graphql}/subgraphs/name/${SUBGRAPH}`;
}

export async function startGraphNode(context: Context, needs: Needs): Promise<GraphNode> {
  const { ports } = context;
  // All of it follows from the chain, so whatever does not fit is thrown away and indexed again.
  const isRestored = needs.chain.isRestored && (await isOnChain(needs.postgres, needs.chain));
  if (!isRestored) await needs.postgres.recreate("graph");
  launch(context, needs);
  const status = () => readStatus(ports["graph-node index"]);
  await waitFor("The start of graph-node", async () => (await status(), true), { everyMs: 50 });
  return {
    graphql: graphqlUrl(ports),
    isRestored,
    deploy: (manifest) => deploySubgraph(ports, manifest),
    waitUntilSynced: (chain) => waitUntilSynced(chain, status),
  };
}

/** Does nothing where the manifest is the one that is indexed. */
export async function deploySubgraph(ports: Ports, manifest: string): Promise<void> {
  if ((await readStatus(ports["graph-node index"]))?.subgraph === manifest) return;
  const admin = `http://127.0.0.1:${ports["graph-node admin"]}`;
  // Creating a name again is harmless.
  await callRpc(admin, "subgraph_create", { name: SUBGRAPH });
  await callRpc(admin, "subgraph_deploy", { name: SUBGRAPH, ipfs_hash: manifest });
}

function launch({ state, supervisor, ports }: Context, { postgres, chain, ipfs }: Needs): void {
  const folder = state.file("subgraph", "placeholder");
  mkdirSync(`${folder}/build`, { recursive: true });
  for (const [name, content] of Object.entries(placeholderFiles(NETWORK))) {
    writeFileSync(`${folder}/build/${name}`, content);
    writeFileSync(`${folder}/${name}`, content);
  }
  supervisor.start({
    name: "graph-node",
    command: findGnd(),
    args: [
      "dev",
      ...["--manifests", `${folder}/subgraph.yaml`],
      ...["--postgres-url", postgres.url("graph")],
      ...["--ethereum-rpc", `${NETWORK}:${chain.url}`],
      ...["--ipfs", ipfs.url],
      ...["--http-port", String(ports.graphql), "--admin-port", String(ports["graph-node admin"])],
      ...["--index-node-port", String(ports["graph-node index"])],
      ...["--metrics-port", String(ports["graph-node metrics"])],
    ],
    env: settings,
    cwd: folder,
    tier: 3,
    // It answers SIGINT within a second and may outlive SIGTERM by minutes.
    signal: "SIGINT",
    graceMs: 3_000,
  });
}

async function readStatus(port: number): Promise<Status | undefined> {
  const query = `{ indexingStatusForCurrentVersion(subgraphName: "${SUBGRAPH}") {
    subgraph health fatalError { message }
    chains { ... on EthereumIndexingStatus { latestBlock { number hash } } } } }`;
  type Answer = { data?: { indexingStatusForCurrentVersion?: Status | null } };
  const answer = await postJson<Answer>(`http://127.0.0.1:${port}/graphql`, { query });
  return answer.data?.indexingStatusForCurrentVersion ?? undefined;
}

const SYNC_TIMEOUT_MS = 300_000;
/** An answer costs graph-node a dozen queries, which indexing has to wait for. */
const SYNC_POLL_MS = 200;

/** To the head as it was when asked; the chain moves on. */
async function waitUntilSynced(chain: Chain, status: () => Promise<Status | undefined>): Promise<void> {
  const target = BigInt((await chain.block("latest"))?.number ?? 0);
  const deadline = Date.now() + SYNC_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const current = await status();
    if (current?.health === "failed") {
      throw new Error(`The subgraph failed: ${current.fatalError?.message ?? "see graph-node's log"}`);
    }
    const latest = current?.chains[0]?.latestBlock;
    if (latest && BigInt(latest.number) >= target) return;
    await sleep(SYNC_POLL_MS);
  }
  throw new Error(`The subgraph did not reach block ${target} within ${SYNC_TIMEOUT_MS / 1000} s.`);
}
