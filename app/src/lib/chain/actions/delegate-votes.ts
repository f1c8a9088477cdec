import { artistCoinAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { cannotSend, contractCall, readySender, send } from "../send.ts";

/** Lets the caller's coins vote for the caller, now and whatever it gets later. */
export async function delegateToSelf(network: NetworkConfig, coin: Hex): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  const args = [sender.account] as const;
  return send(network, contractCall({ address: coin, abi, functionName: "delegate", args }));
}
