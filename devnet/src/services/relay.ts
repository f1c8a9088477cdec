import { numberToHex, parseEther } from "viem";
import type { Context } from "../context.ts";
import { inRepository } from "../repository.ts";
import { readSecrets } from "../secrets.ts";
import { waitFor } from "../wait.ts";
import { appUrl } from "./app.ts";
import { CHAIN_ID, type Chain } from "./chain.ts";
import { graphqlUrl } from "./graph-node.ts";
import type { Ipfs } from "./ipfs.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Postgres } from "./postgres.ts";
import type { Supabase } from "./supabase.ts";
import type { Ports } from "../ports.ts";
import type { Stripe } from "./stripe.ts";
import { gasPayer } from "../wallets.ts";

export interface Relay {
  readonly url: string;
}

interface Needs {
  postgres: Postgres;
  chain: Chain;
  ipfs: Ipfs;
  supabase: Supabase;
  mailbox: Mailbox;
  stripe: Stripe;
}

/** By name, as the app is: its cookies would not be sent to another site. */
export function relayUrl(ports: Ports): string {
  return `http://localhost:${ports.relay}`;
}

export async function startRelay(context: Context, needs: Needs): Promise<Relay> {
  const { state, supervisor, ports, isDev } = context;
  const { postgres, chain, ipfs, supabase, mailbox, stripe } = needs;
  const url = relayUrl(ports);
  await chain.call("anvil_setBalance", [gasPayer.address, numberToHex(parseEther("10"))]);
  supervisor.start({
    name: "relay",
    command: process.execPath,
    args: [...(isDev ? ["--watch"] : []), inRepository("relay", "src", "server.ts")],
    env: {
      HOST: "127.0.0.1",
      AUDIFI_RELAY_PORT: String(ports.relay),
      AUDIFI_RELAY_URL: url,
      AUDIFI_SECRET: readSecrets(state).relay,
      AUDIFI_RPC_URL: chain.url,
      AUDIFI_CHAIN_ID: String(CHAIN_ID),
      AUDIFI_IPFS_RPC: ipfs.url,
      AUDIFI_APP_ORIGIN: appUrl(ports),
      AUDIFI_DATABASE_URL: postgres.url("relay"),
      ...supabase.environment,
      AUDIFI_SMTP_URL: mailbox.smtpUrl,
      AUDIFI_DEPLOYMENTS_DIR: state.file("deployments"),
      AUDIFI_SUBGRAPH_URL: graphqlUrl(ports),
      AUDIFI_RELAYER_KEY: gasPayer.key,
      AUDIFI_CONFIRMATIONS: "2",
      AUDIFI_LOG_LEVEL: "warn",
      STRIPE_SECRET_KEY: stripe.secretKey,
      STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
      STRIPE_API_URL: stripe.url,
    },
    tier: 4,
  });
  await waitFor("The start of the relay", async () => (await fetch(`${url}/healthz`)).ok || undefined);
  return { url };
}
