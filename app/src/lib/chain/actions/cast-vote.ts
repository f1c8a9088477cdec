import { artistGovernorAbi as abi } from "@audifi/contracts/abi";
import { SUPPORTS } from "#lib/format/dao.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { signAndCarry } from "../carry.ts";
import { signVote, type Ballot } from "../dao/sign-vote.ts";
import { contractCall, send } from "../send.ts";

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

/** Votes by signature, which somebody else sends and pays for. */
export async function castVoteFree(
  network: NetworkConfig,
  ballot: Ballot,
  carry: (vote: Ballot & { readonly voter: Hex; readonly signature: Hex }) => Promise<Outcome>,
): Promise<Outcome> {
  const sign = async (voter: Hex) => ({
    ...ballot,
    voter,
    signature: await signVote(network, voter, ballot),
  });
  return signAndCarry(network, () => callOf(ballot), sign, carry);
}
