import { masterSharesAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { contractCall, send } from "../send.ts";

/** Moves the end of an offering, in Unix seconds with all pauses so far included. */
export async function extendOffering(network: NetworkConfig, shares: Hex, end: number): Promise<Outcome> {
  return send(network, contractCall({ address: shares, abi, functionName: "extendOffering", args: [end] }));
}

/** Closes an offering that has ended, for ever. */
export async function closeOffering(network: NetworkConfig, shares: Hex): Promise<Outcome> {
  return send(network, contractCall({ address: shares, abi, functionName: "closeOffering", args: [] }));
}
