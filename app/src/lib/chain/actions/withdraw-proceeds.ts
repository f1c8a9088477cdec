import { masterSharesAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { contractCall, send } from "../send.ts";

/** Sends the artist all proceeds of an offering, net of the platform fee. */
export async function withdrawProceeds(network: NetworkConfig, shares: Hex, to: Hex): Promise<Outcome> {
  return send(network, contractCall({ address: shares, abi, functionName: "withdrawProceeds", args: [to] }));
}
