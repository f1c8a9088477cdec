import { artistCoinAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { cannotSend, contractCall, readySender, send } from "../send.ts";

/** Lets an account vote with the caller's liquid coins, now and with whatever it gets later. */
export async function delegateTo(network: NetworkConfig, coin: Hex, to: Hex): Promise<Outcome> {
  return send(network, contractCall({ address: coin, abi, functionName: "delegate", args: [to] }));
}

/** Lets the caller's coins vote for the caller, now and whatever it gets later. */
export async function delegateToSelf(network: NetworkConfig, coin: Hex): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  return delegateTo(network, coin, sender.account);
}
