import { masterRegistryAbi as abi } from "@audifi/contracts/abi";
import { NO_CID, packCid } from "#lib/format/cid.ts";
import type { NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { registryOf } from "../deployment.ts";
import { cannotSend, contractCall, send } from "../send.ts";

export async function registerArtist(
  network: NetworkConfig,
  { name, profileCid }: { readonly name: string; readonly profileCid: string | null },
): Promise<Outcome> {
  const profile = profileCid === null ? NO_CID : packCid(profileCid);
  if (profile === null) {
    return cannotSend({ title: "The profile's CID cannot be read", detail: "Check it, or leave it out." });
  }
  return send(
    network,
    contractCall({
      address: registryOf(network),
      abi,
      functionName: "registerArtist",
      args: [name, profile],
    }),
  );
}
