import { coinStakingAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { cannotSend, contractCall, readySender, send } from "../send.ts";

/** Pays the caller's rewards to the caller. */
export async function claimRewards(network: NetworkConfig, staking: Hex): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  const args = [sender.account] as const;
  return send(network, contractCall({ address: staking, abi, functionName: "claim", args }));
}

/** Adds the caller's rewards to its position without lock. */
export async function compoundRewards(network: NetworkConfig, staking: Hex): Promise<Outcome> {
  return send(network, contractCall({ address: staking, abi, functionName: "compound", args: [] }));
}
