import { dividendVaultAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { vaultOf } from "../deployment.ts";
import { contractCall, send } from "../send.ts";

/** Most masters that one transaction pays. */
export const MOST_MASTERS_PER_CLAIM = 100;

/** Pays the caller what it has accrued in all of these masters, with one transfer per currency. */
export async function claimDividends(network: NetworkConfig, masters: readonly Hex[]): Promise<Outcome> {
  return send(
    network,
    contractCall({ address: vaultOf(network), abi, functionName: "claim", args: [masters] }),
  );
}
