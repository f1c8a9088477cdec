import type { Address } from "viem";

import type { Currency, NativeCurrency, TransferValidator, UniswapV3 } from "../../exports/addresses.ts";
import known from "../../deployments/networks.json" with { type: "json" };

/** Contracts of others that a deployment relies on. */
export interface Surroundings {
  name: string;
  nativeCurrency: NativeCurrency;
  weth: Address;
  currencies: Currency[];
  uniswap: UniswapV3;
  validators: TransferValidator[];
}

/** Deploys code by CREATE2; the same on every chain. */
export const create2Deployer = known.create2 as Address;

export const LOCAL_CHAIN_ID = 31_337;

export function knownNetwork(chainId: number): Surroundings {
  const network = (known.networks as Record<string, unknown>)[String(chainId)];
  if (!network) {
    const names = Object.entries(known.networks).map(([id, { name }]) => `${name} (${id})`);
    throw new Error(`chain ${chainId} is not in deployments/networks.json, which knows ${names.join(", ")}`);
  }
  return network as Surroundings;
}
