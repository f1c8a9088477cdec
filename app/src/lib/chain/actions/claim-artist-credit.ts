import { dividendVaultAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { vaultOf } from "../deployment.ts";
import { contractCall, send } from "../send.ts";

/** Pays the artist the dividends of shares that nobody has bought yet. */
export async function claimArtistCredit(
  network: NetworkConfig,
  to: Hex,
  masters: readonly Hex[],
): Promise<Outcome> {
  return send(
    network,
    contractCall({ address: vaultOf(network), abi, functionName: "claimArtistCredit", args: [to, masters] }),
  );
}
