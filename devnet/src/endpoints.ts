import type { Progress } from "./progress.ts";
import { seconds } from "./progress.ts";
import { CHAIN_ID } from "./services/chain.ts";
import { type DemoWallet, demoWallets } from "./wallets.ts";

/** What scripts and tests find in `endpoints.json`. */
export interface Endpoints {
  app: string;
  graphql: string;
  rpc: string;
  chainId: number;
  /** Gateway under `/ipfs`, Kubo's RPC under `/api/v0`. */
  ipfs: string;
  relay: string;
  /** Pages with the letters that were sent; `/api/letters?to=` for scripts. */
  mailbox: string;
  /** Holds `<chainId>.json`, the deployment. */
  deployments: string;
  wallets: readonly DemoWallet[];
}

interface Addresses {
  app: string;
  graphql: string;
  rpc: string;
  ipfs: string;
  relay: string;
  mailbox: string;
  statePath: string;
}

export function describeEndpoints({ statePath, ...addresses }: Addresses): Endpoints {
  return {
    ...addresses,
    chainId: CHAIN_ID,
    deployments: `${statePath}/deployments`,
    wallets: demoWallets,
  };
}

export function printEndpoints(endpoints: Endpoints, progress: Progress): void {
  const { app, graphql, rpc, chainId, ipfs, relay, mailbox, wallets } = endpoints;
  const addresses = {
    app,
    GraphQL: graphql,
    RPC: `${rpc} (chain ${chainId})`,
    IPFS: `${ipfs}/ipfs/<cid>`,
    relay,
    mailbox,
  };
  progress.line("");
  for (const [name, address] of Object.entries(addresses)) progress.line(`  ${name.padEnd(10)} ${address}`);
  progress.line(
    "\n  Demo wallets, in the app's wallet dialog (keys known to everybody, for this chain only):",
  );
  for (const { name, role, address } of wallets) {
    progress.line(`  ${name.padEnd(16)} ${role.padEnd(10)} ${address}`);
  }
  progress.line(`\nStarted in ${seconds(progress.elapsedMs)}. Ctrl-C stops everything; --fresh starts over.`);
}
