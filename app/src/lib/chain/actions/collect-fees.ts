import { liquidityLockerAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { coinsOf } from "../deployment.ts";
import { contractCall, send } from "../send.ts";

/** Credits what a locked position has earned, half to the artist and half to the artist's DAO. Anyone may. */
export async function collectFees(network: NetworkConfig, positionId: bigint): Promise<Outcome> {
  const address = coinsOf(network).locker;
  return send(network, contractCall({ address, abi, functionName: "collect", args: [positionId] }));
}

/** Pays the artist's credit: coins, and native coin unwrapped. */
export async function payArtistFees(network: NetworkConfig, artistId: string, to: Hex): Promise<Outcome> {
  const args = [BigInt(artistId), to] as const;
  const address = coinsOf(network).locker;
  return send(network, contractCall({ address, abi, functionName: "payArtist", args }));
}

/** Pays the DAO's credit to its treasury, once that is deployed. Anyone may. */
export async function payTreasuryFees(network: NetworkConfig, artistId: string): Promise<Outcome> {
  const args = [BigInt(artistId)] as const;
  const address = coinsOf(network).locker;
  return send(network, contractCall({ address, abi, functionName: "payTreasury", args }));
}
