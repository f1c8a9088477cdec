import { masterSharesAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { contractCall, send } from "../send.ts";

/** Mints unsold and retained shares of a closed offering; at most 2,000 in one transaction. */
export async function mintRemaining(
  network: NetworkConfig,
  { shares, to, count }: { readonly shares: Hex; readonly to: Hex; readonly count: number },
): Promise<Outcome> {
  const args = [to, BigInt(count)] as const;
  return send(network, contractCall({ address: shares, abi, functionName: "mintRemaining", args }));
}
