import { masterRegistryAbi as abi } from "@audifi/contracts/abi";
import { NO_CID, packCid } from "#lib/format/cid.ts";
import type { NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { registryOf } from "../deployment.ts";
import { cannotSend, contractCall, send } from "../send.ts";

export interface ArtistUpdate {
  readonly artistId: string;
  readonly name: string;
  /** Null takes the profile away. */
  readonly profileCid: string | null;
}

/** Replaces an artist's name and profile document. */
export async function updateArtist(network: NetworkConfig, update: ArtistUpdate): Promise<Outcome> {
  const profile = update.profileCid === null ? NO_CID : packCid(update.profileCid);
  if (profile === null) {
    return cannotSend({ title: "The profile's CID cannot be read", detail: "Check it, or leave it out." });
  }
  const args = [BigInt(update.artistId), update.name, profile] as const;
  return send(
    network,
    contractCall({ address: registryOf(network), abi, functionName: "updateArtist", args }),
  );
}
