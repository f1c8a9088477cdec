import { artistVestingAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { contractCall, send } from "../send.ts";

/** Pays what has vested to whoever holds the artist's role. Anyone may pay the gas. */
export async function releaseVesting(
  network: NetworkConfig,
  { vesting, coin }: { readonly vesting: Hex; readonly coin: Hex },
): Promise<Outcome> {
  return send(network, contractCall({ address: vesting, abi, functionName: "release", args: [coin] }));
}
