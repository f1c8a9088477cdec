import { masterSharesAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { contractCall, send } from "../send.ts";

/** Locks shares in their owner's wallet for at least 30 days; they earn 1.2 times the dividends. */
export async function stakeShares(
  network: NetworkConfig,
  shares: Hex,
  numbers: readonly number[],
): Promise<Outcome> {
  return send(
    network,
    contractCall({ address: shares, abi, functionName: "stake", args: [numbers.map(BigInt)] }),
  );
}

/** Ends the boost now and the lock in 7 days. */
export async function requestUnstake(
  network: NetworkConfig,
  shares: Hex,
  numbers: readonly number[],
): Promise<Outcome> {
  return send(
    network,
    contractCall({ address: shares, abi, functionName: "requestUnstake", args: [numbers.map(BigInt)] }),
  );
}
