import { Address, BigInt, Bytes } from "@graphprotocol/graph-ts";

import { Proposal, ProposalCall } from "../../generated/schema";
import { proposalCallId } from "../common/ids";

export function recordProposalCalls(
  proposal: Proposal,
  targets: Address[],
  values: BigInt[],
  datas: Bytes[],
): void {
  for (let i = 0; i < targets.length; i++) {
    const call = new ProposalCall(proposalCallId(proposal.id, i));
    call.proposal = proposal.id;
    call.index = i;
    call.target = targets[i];
    call.value = values[i];
    call.data = datas[i];
    call.save();
  }
}
