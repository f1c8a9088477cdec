import { playCatalogue } from "./catalogue/index.ts";
import { prepareFiles } from "./catalogue/prepare.ts";
import type { Context } from "./context.ts";
import { deployContracts, type Deployment, ensureArtifacts, requireSameContracts } from "./contracts.ts";
import { describeEndpoints, type Endpoints } from "./endpoints.ts";
import { ensureAppBuild, startApp } from "./services/app.ts";
import { type Chain, startChain } from "./services/chain.ts";
import { startGraphNode } from "./services/graph-node.ts";
import { type Ipfs, startIpfs } from "./services/ipfs.ts";
import { type Mailbox, startMailbox } from "./services/mailbox.ts";
import { type Postgres, startPostgres } from "./services/postgres.ts";
import { type Relay, startRelay } from "./services/relay.ts";
import { startStripe, type Stripe } from "./services/stripe.ts";
import { startSupabase, type Supabase } from "./services/supabase.ts";
import { ensureSubgraph } from "./subgraph.ts";
import { demoWallets, studioRelay } from "./wallets.ts";

/**
 * The one place that knows what needs what. Everything starts as soon as what it needs is there; the first error of any
 * part ends the start.
 */
export async function startStack(context: Context): Promise<Endpoints> {
  const { progress, state } = context;
  const isFirst = state.readFacts().fingerprint === undefined;
  const files = isFirst ? progress.step("recordings", () => prepareFiles()) : Promise.resolve();
  const postgres = progress.step("PostgreSQL", () => startPostgres(context));
  const ipfs = progress.step("IPFS", () => startIpfs(context));
  const artifacts = progress.step("contracts", () => ensureArtifacts(context), String);
  const appBuild = progress.step("app build", () => ensureAppBuild(context), String);
  const chain = progress.step("chain", () => startChain(context), describeChain);

  const deployment = Promise.all([chain, artifacts]).then(([chain]) => {
    requireSameContracts(context, chain);
    return progress.step("deployment", () => deployContracts(context, chain));
  });
  const manifest = deployment.then((made) =>
    progress.step("subgraph build", () => ensureSubgraph(context, made)),
  );
  const graphNode = Promise.all([postgres, chain, ipfs]).then(([postgres, chain, ipfs]) =>
    progress.step(
      "graph-node",
      () => startGraphNode(context, { postgres, chain, ipfs }),
      (node) => (node.isRestored ? "with its data" : "indexing anew"),
    ),
  );
  const history = Promise.all([chain, ipfs, deployment, files]).then(([chain, ipfs, made]) =>
    bringToNow(context, chain, ipfs, made),
  );
  const relaySide = startRelaySide(context, { postgres, chain, ipfs, history });
  const { mailbox, relay } = relaySide;
  // Indexing begins while the history is still being played.
  const synced = Promise.all([graphNode, manifest, chain]).then(([node, built, chain]) =>
    progress.step("subgraph", async () => {
      await node.deploy(built);
      await history;
      await node.waitUntilSynced(chain);
    }),
  );
  const app = Promise.all([graphNode, chain, ipfs, relay, deployment, appBuild]).then(
    ([node, { url: rpc }, { url: gateway }, { url: relay }]) =>
      progress.step("app", () => startApp(context, { graphql: node.graphql, rpc, ipfs: gateway, relay })),
  );

  const parts = { postgres, ipfs, chain, deployment, history, graphNode, ...relaySide, app, synced };
  await Promise.all(Object.values(parts));
  return describeEndpoints({
    app: await app,
    graphql: (await graphNode).graphql,
    rpc: (await chain).url,
    ipfs: (await ipfs).url,
    relay: (await relay).url,
    mailbox: (await mailbox).url,
    statePath: state.path,
  });
}

interface RelayNeeds {
  postgres: Promise<Postgres>;
  chain: Promise<Chain>;
  ipfs: Promise<Ipfs>;
  /** The relay follows every block, which those of a past that it need not know of would make much work. */
  history: Promise<void>;
}

/** The relay, and what it needs besides chain and files. */
function startRelaySide(
  context: Context,
  { postgres, chain, ipfs, history }: RelayNeeds,
): {
  mailbox: Promise<Mailbox>;
  supabase: Promise<Supabase>;
  stripe: Promise<Stripe>;
  relay: Promise<Relay>;
} {
  const { progress } = context;
  const mailbox = progress.step("mailbox", () => startMailbox(context));
  const supabase = postgres.then((started) =>
    progress.step("Supabase", () => startSupabase(context, started)),
  );
  const stripe = chain.then((started) =>
    progress.step("stand-in for Stripe", () => startStripe(context, started)),
  );
  const relay = Promise.all([postgres, chain, ipfs, supabase, mailbox, stripe, history]).then(
    ([postgres, chain, ipfs, supabase, mailbox, stripe]) =>
      progress.step("relay", () => startRelay(context, { postgres, chain, ipfs, supabase, mailbox, stripe })),
  );
  return { mailbox, supabase, stripe, relay };
}

function describeChain({ isRestored }: Chain): string {
  return isRestored ? "as it was left" : "from 400 days ago";
}

/** Plays the catalogue's history on a new chain; an earlier one goes on where it was left. */
async function bringToNow(context: Context, chain: Chain, ipfs: Ipfs, deployment: Deployment): Promise<void> {
  const { progress, state } = context;
  if (!chain.isRestored) {
    await progress.step("catalogue", () =>
      playCatalogue({
        rpcUrl: chain.url,
        ipfsUrl: ipfs.url,
        deployment,
        wallets: demoWallets,
        studioRelay,
        log: () => {},
        now: Math.floor(Date.now() / 1000),
      }),
    );
    state.addFacts({ fingerprint: deployment.fingerprint });
  }
  await chain.goLive();
}
