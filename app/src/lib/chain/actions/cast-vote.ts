import { artistGovernorAbi as abi } from "@audifi/contracts/abi";
import { SUPPORTS } from "#lib/format/dao.ts";
import type { NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { explainError, isCancellation } from "../errors.ts";
import { signVote, type Ballot } from "../dao/sign-vote.ts";
import { cannotSend, contractCall, findObstacle, readySender, send } from "../send.ts";
import type { Hex } from "#lib/format/network.ts";

function callOf({ dao, proposalId, support, reason }: Ballot) {
  const [address, choice] = [dao.governor, SUPPORTS.indexOf(support)];
  return reason === ""
    ? contractCall({ address, abi, functionName: "castVote", args: [proposalId, choice] })
    : contractCall({ address, abi, functionName: "castVoteWithReason", args: [proposalId, choice, reason] });
}

/** Votes with the caller's wallet, which pays the network's fee. */
export async function castVote(network: NetworkConfig, ballot: Ballot): Promise<Outcome> {
  return send(network, callOf(ballot));
}

/** Hands a signed vote to who sends it; says what came of it. */
export type VoteCarrier = (
  vote: Ballot & { readonly voter: Hex; readonly signature: Hex },
) => Promise<Outcome>;

/** Votes by signature, which somebody else sends and pays for. What the chain would refuse is not signed. */
export async function castVoteFree(
  network: NetworkConfig,
  ballot: Ballot,
  carry: VoteCarrier,
): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  const obstacle = await findObstacle(network, callOf(ballot));
  if (obstacle) return cannotSend(obstacle);
  try {
    const signature = await signVote(network, sender.account, ballot);
    return await carry({ ...ballot, voter: sender.account, signature });
  } catch (error) {
    return isCancellation(error)
      ? { status: "cancelled" }
      : { status: "failed", reason: explainError(error) };
  }
}
