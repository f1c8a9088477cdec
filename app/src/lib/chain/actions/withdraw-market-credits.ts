import { shareMarketAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { marketOf } from "../deployment.ts";
import { contractCall, send } from "../send.ts";

/** Pays out what the market credited to the account, and to the artists whose roles it holds. */
export async function withdrawMarketCredits(
  network: NetworkConfig,
  currencies: readonly Hex[],
  artists: readonly bigint[],
): Promise<Outcome> {
  const args = [currencies, artists] as const;
  return send(network, contractCall({ address: marketOf(network), abi, functionName: "withdraw", args }));
}
