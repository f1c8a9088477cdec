import { studioSessionsAbi as abi } from "@audifi/contracts/abi";
import type { NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { studioOf } from "../deployment.ts";
import { contractCall, send } from "../send.ts";

/** Casts the caller's ballot on chain, where it wins over every one that the relay holds. */
export async function castBallot(
  network: NetworkConfig,
  { session, decision, option }: { session: string; decision: number; option: number },
): Promise<Outcome> {
  const args = [BigInt(session), [decision], [option]] as const;
  return send(network, contractCall({ address: studioOf(network), abi, functionName: "castBallots", args }));
}
