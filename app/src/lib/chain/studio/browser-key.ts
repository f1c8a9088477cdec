import { ballotTypedData, type BallotMessage, voterTypedData } from "@audifi/contracts/ballots";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { studioAt } from "./sign-ballot.ts";

/**
 * The key with which somebody without a wallet votes. Browsers keep no keys of this curve that scripts cannot read, so
 * it lies open in this browser's storage; it can vote in one session and nothing else.
 */
export function makeBrowserKey(): Hex {
  return generatePrivateKey();
}

export function voterOf(key: Hex): Hex {
  return privateKeyToAccount(key).address.toLowerCase() as Hex;
}

/** Proves to the relay that this browser holds the key. */
export function signVoter(network: NetworkConfig, key: Hex, session: bigint): Promise<Hex> {
  const typed = voterTypedData(studioAt(network), { session, voter: voterOf(key) });
  return privateKeyToAccount(key).signTypedData(typed);
}

export function signBallotByKey(network: NetworkConfig, key: Hex, ballot: BallotMessage): Promise<Hex> {
  return privateKeyToAccount(key).signTypedData(ballotTypedData(studioAt(network), ballot));
}
