import { building } from "$app/env";
import { getRequestEvent } from "$app/server";
import {
  describeNetwork,
  LOCAL_CHAIN_ID,
  type NetworkChoice,
  type NetworkConfig,
} from "#lib/format/network.ts";
import { readDemoWallets, type DemoWallet } from "./demo-wallets.ts";
import { readDeployment } from "./deployment.ts";
import { readPrice } from "./prices.ts";
import { parseEnvironment, type Environment } from "./environment.ts";

let parsed: readonly [Environment, ...Environment[]] | null = null;

/** All networks that this server shows; the first is the default. */
export function environments(): readonly [Environment, ...Environment[]] {
  if (building) throw new Error("the environment is not read while building");
  parsed ??= parseEnvironment(process.env);
  return parsed;
}

/** The environment of the network that the running request means. */
export function environment(): Environment {
  return getRequestEvent().locals.environment;
}

export function networkChoices(): readonly NetworkChoice[] {
  return environments().map(({ chainId }) => {
    const { slug, name, native } = describeNetwork(chainId);
    return { slug, name, chainId, native };
  });
}

export async function networkConfig(): Promise<NetworkConfig> {
  const { chainId, rpcUrl, rpcFallbacks, gateway, relayUrl, explorerUrl, deploymentsDir } = environment();
  const deployment = await readDeployment(deploymentsDir, chainId);
  return {
    ...describeNetwork(chainId),
    ...{ rpcUrl, rpcFallbacks, gateway, relayUrl, explorerUrl, deployment },
    isLocal: chainId === LOCAL_CHAIN_ID,
    nativePrice: deployment?.nativePriceFeed ? await readPrice(rpcUrl, deployment.nativePriceFeed) : null,
  };
}

/** Keys that everybody knows, so only ever for the local chain. */
export function demoWallets(): readonly DemoWallet[] {
  const { chainId, demoWallets: text } = environment();
  return chainId === LOCAL_CHAIN_ID && text !== null ? readDemoWallets(text) : [];
}
