import { dividendVaultAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { vaultOf } from "../deployment.ts";
import { contractCall, send } from "../send.ts";

/** Most masters that one transaction pays. */
export const MOST_MASTERS_PER_CLAIM = 100;

/**
 * Pays what the caller has accrued in all of these masters, with one transfer per currency: to the caller, or to another
 * address.
 */
export async function claimDividends(
  network: NetworkConfig,
  masters: readonly Hex[],
  to: Hex | null = null,
): Promise<Outcome> {
  const address = vaultOf(network);
  if (to === null)
    return send(network, contractCall({ address, abi, functionName: "claim", args: [masters] }));
  return send(network, contractCall({ address, abi, functionName: "claimTo", args: [to, masters] }));
}
