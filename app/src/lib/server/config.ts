import { building } from "$app/env";
import { describeNetwork, LOCAL_CHAIN_ID, type NetworkConfig } from "#lib/format/network.ts";
import { readDemoWallets, type DemoWallet } from "./demo-wallets.ts";
import { readDeployment } from "./deployment.ts";
import { readPrice } from "./prices.ts";
import { parseEnvironment, type Environment } from "./environment.ts";

let parsed: Environment | null = null;

export function environment(): Environment {
  if (building) throw new Error("the environment is not read while building");
  parsed ??= parseEnvironment(process.env);
  return parsed;
}

export async function networkConfig(): Promise<NetworkConfig> {
  const { chainId, rpcUrl, gateway, relayUrl, deploymentsDir } = environment();
  const deployment = await readDeployment(deploymentsDir, chainId);
  return {
    ...describeNetwork(chainId),
    chainId,
    rpcUrl,
    gateway,
    relayUrl,
    isLocal: chainId === LOCAL_CHAIN_ID,
    deployment,
    nativePrice: deployment?.nativePriceFeed ? await readPrice(rpcUrl, deployment.nativePriceFeed) : null,
  };
}

/** Keys that everybody knows, so only ever for the local chain. */
export function demoWallets(): readonly DemoWallet[] {
  const { chainId, demoWallets: text } = environment();
  return chainId === LOCAL_CHAIN_ID && text !== null ? readDemoWallets(text) : [];
}
