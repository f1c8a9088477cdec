import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "./config.ts";
import { getBytecode } from "./wagmi.ts";

/** Whether a contract stands at an address by now; throws where the node does not say. */
export async function hasCode(network: NetworkConfig, address: Hex): Promise<boolean> {
  const code = await getBytecode(wagmiConfig(network), { address });
  return code !== undefined && code !== "0x";
}
