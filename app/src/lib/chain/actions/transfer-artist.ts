import { masterRegistryAbi as abi } from "@audifi/contracts/abi";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { registryOf } from "../deployment.ts";
import { contractCall, send } from "../send.ts";

/** Offers an artist's role to an account, which has to accept it; null withdraws the offer. */
export async function offerArtistRole(
  network: NetworkConfig,
  artistId: string,
  to: Hex | null,
): Promise<Outcome> {
  const args = [BigInt(artistId), to ?? ZERO_ADDRESS] as const;
  return send(
    network,
    contractCall({ address: registryOf(network), abi, functionName: "transferArtist", args }),
  );
}

/** Takes over a role that was offered to the connected account. */
export async function acceptArtistRole(network: NetworkConfig, artistId: string): Promise<Outcome> {
  const args = [BigInt(artistId)] as const;
  return send(
    network,
    contractCall({ address: registryOf(network), abi, functionName: "acceptArtist", args }),
  );
}
