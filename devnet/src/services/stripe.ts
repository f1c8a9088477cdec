import { createHmac } from "node:crypto";
import type { Context } from "../context.ts";
import { inRepository } from "../repository.ts";
import { readSecrets } from "../secrets.ts";
import { waitFor } from "../wait.ts";
import type { Chain } from "./chain.ts";
import { relayUrl } from "./relay.ts";

export interface Stripe {
  readonly url: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
}

/** Stands in for Stripe: the same API and webhooks, pages like its hosted ones, and money that only this chain has. */
export async function startStripe({ state, supervisor, ports }: Context, chain: Chain): Promise<Stripe> {
  const url = `http://127.0.0.1:${ports.stripe}`;
  const derive = (use: string) => createHmac("sha256", readSecrets(state).relay).update(use).digest("hex");
  const secretKey = `sk_test_${derive("stripe key")}`;
  const webhookSecret = `whsec_${derive("stripe webhooks")}`;
  supervisor.start({
    name: "stripe",
    command: process.execPath,
    args: [inRepository("devnet", "src", "stripe", "main.ts")],
    env: {
      AUDIFI_STRIPE_PORT: String(ports.stripe),
      AUDIFI_STRIPE_FILE: state.file("stripe.json"),
      AUDIFI_STRIPE_WEBHOOK_URL: `${relayUrl(ports)}/v1/webhooks/stripe`,
      AUDIFI_DEPLOYMENTS_DIR: state.file("deployments"),
      AUDIFI_RPC_URL: chain.url,
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
    },
    tier: 4,
  });
  // Without its key it refuses, which is an answer.
  await waitFor("The start of the stand-in for Stripe", async () => {
    return (await fetch(`${url}/v1/prices`)).status === 401 || undefined;
  });
  return { url, secretKey, webhookSecret };
}
