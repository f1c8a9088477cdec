import type { CoinContracts, Deployment, Hex, NetworkConfig } from "#lib/format/network.ts";

export function deploymentOf({ deployment, name }: NetworkConfig): Deployment {
  if (deployment === null) throw new Error(`AudiFi is not deployed on ${name}`);
  return deployment;
}

export function vaultOf(network: NetworkConfig): Hex {
  return deploymentOf(network).vault;
}

export function marketOf(network: NetworkConfig): Hex {
  return deploymentOf(network).market;
}

export function studioOf(network: NetworkConfig): Hex {
  return deploymentOf(network).studio;
}

export function registryOf(network: NetworkConfig): Hex {
  return deploymentOf(network).registry;
}

export function coinsOf(network: NetworkConfig): CoinContracts {
  return deploymentOf(network).coins;
}
