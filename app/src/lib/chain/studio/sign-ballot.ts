import { ballotTypedData, type BallotMessage, type Studio } from "@audifi/contracts/ballots";
import { done, type Answer } from "#lib/format/answer.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "../config.ts";
import { studioOf } from "../deployment.ts";
import { explainError, isCancellation } from "../errors.ts";
import { readySender } from "../send.ts";
import { signTypedData } from "../wagmi.ts";

export type { BallotMessage };

export function studioAt(network: NetworkConfig): Studio {
  return { chainId: network.chainId, address: studioOf(network) };
}

/** Has the connected wallet sign a ballot, or says why it did not. */
export async function signBallot(network: NetworkConfig, ballot: BallotMessage): Promise<Answer<Hex>> {
  const sender = readySender(network);
  if ("problem" in sender) return { status: "away", reason: sender.problem };
  try {
    const typed = ballotTypedData(studioAt(network), ballot);
    return done(await signTypedData(wagmiConfig(network), { account: ballot.voter, ...typed }));
  } catch (error) {
    return isCancellation(error) ? { status: "cancelled" } : { status: "away", reason: explainError(error) };
  }
}
