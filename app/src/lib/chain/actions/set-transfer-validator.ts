import { masterSharesAbi as abi } from "@audifi/contracts/abi";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { contractCall, send } from "../send.ts";

/** Chooses who judges transfers by third parties; null is nobody. */
export async function setTransferValidator(
  network: NetworkConfig,
  shares: Hex,
  validator: Hex | null,
): Promise<Outcome> {
  const args = [validator ?? ZERO_ADDRESS] as const;
  return send(network, contractCall({ address: shares, abi, functionName: "setTransferValidator", args }));
}
